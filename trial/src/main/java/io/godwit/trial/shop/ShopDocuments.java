package io.godwit.trial.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Documents as a shop would have them, the same for the same seed and number: 0.4 to 2 KiB, nested, with decimals,
 * dates, empty and missing fields and text in several scripts.
 */
public final class ShopDocuments {
    public static final String PRODUCTS = "products";
    public static final String ORDERS = "orders";
    public static final String CUSTOMERS = "customers";
    public static final List<String> INDICES = List.of(PRODUCTS, ORDERS, CUSTOMERS);

    /** How names of indices begin that clients make, remove and make again. */
    public static final String EXTRA = "extra-";

    private static final Instant OPENING = Instant.parse("2019-03-01T08:00:00Z");
    private static final List<String> WORDS = List.of(
            "sturdy",
            "light",
            "harbour",
            "copper",
            "linen",
            "walnut",
            "travel",
            "evening",
            "folding",
            "winter",
            "naïve",
            "Größe",
            "café",
            "смола",
            "木製",
            "مصباح",
            "señal",
            "glove",
            "lamp",
            "kettle",
            "anchor",
            "paper",
            "blanket",
            "\"quoted\"",
            "back\\slash",
            "tab\there",
            "emoji 🪶",
            "brush",
            "mirror",
            "bottle",
            "river",
            "engine");
    private static final List<String> CITIES = List.of("Tromsø", "Porto", "Kraków", "Ōsaka", "Valparaíso", "Leeds");

    private final long seed;

    public ShopDocuments(long seed) {
        this.seed = seed;
    }

    /** Which of the three indices document {@code n} belongs to. */
    public static String indexOf(int n) {
        return INDICES.get(n % INDICES.size());
    }

    public static boolean isExtra(String index) {
        return index.startsWith(EXTRA);
    }

    public static String idOf(int n) {
        return indexOf(n).charAt(0) + "-" + n;
    }

    /** Document {@code n}, fields in a fixed order. */
    public Map<String, Object> document(int n) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + n);
        return switch (indexOf(n)) {
            case PRODUCTS -> product(n, random);
            case ORDERS -> order(n, random);
            default -> customer(n, random);
        };
    }

    private static Map<String, Object> product(int n, SplittableRandom random) {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("sku", "SKU-" + Integer.toString(n, 36).toUpperCase(java.util.Locale.ROOT));
        product.put("name", words(random, 3));
        product.put("description", words(random, random.nextInt(30, 160)));
        product.put("price", price(random));
        product.put("stock", random.nextInt(0, 5000));
        product.put("active", random.nextBoolean());
        product.put("tags", List.of(words(random, 1), words(random, 1)));
        product.put("attributes", fields("weight", random.nextInt(1, 90) / 10.0, "colour", words(random, 1)));
        product.put("updated", moment(random));
        return product;
    }

    private static Map<String, Object> order(int n, SplittableRandom random) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = random.nextInt(1, 7); i > 0; i--) {
            lines.add(fields(
                    "sku", "SKU-" + random.nextInt(90_000), "quantity", random.nextInt(1, 9), "price", price(random)));
        }
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("number", 4_000_000_000L + n);
        order.put("customer", "c-" + random.nextInt(100_000));
        order.put("status", List.of("open", "paid", "sent", "returned").get(random.nextInt(4)));
        order.put("placed", moment(random));
        order.put("lines", lines);
        order.put("note", words(random, random.nextInt(5, 90)));
        order.put("location", fields("lat", random.nextInt(-89, 89) + 0.25, "lon", random.nextInt(-179, 179) + 0.5));
        return order;
    }

    private static Map<String, Object> customer(int n, SplittableRandom random) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("name", words(random, 2));
        customer.put("email", "customer" + n + "@example.org");
        customer.put("since", moment(random));
        customer.put("address", fields("street", words(random, 2), "city", CITIES.get(random.nextInt(CITIES.size()))));
        customer.put("balance", price(random));
        customer.put("interests", random.nextInt(4) == 0 ? List.of() : List.of(words(random, 1), words(random, 1)));
        customer.put("notes", words(random, random.nextInt(20, 140)));
        return customer;
    }

    /** Names and values in turn; keeps their order, so that the bytes are the same in every run. */
    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static BigDecimal price(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextInt(1, 900_000), 2);
    }

    private static String moment(SplittableRandom random) {
        return OPENING.plusSeconds(random.nextLong(220_000_000L)).toString();
    }

    private static String words(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
