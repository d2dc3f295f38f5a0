package io.godwit.console.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents from a seed: maps, lists, strings, big decimals, booleans and null. Each can be written in many ways
 * that say the same, and changed in one place so that it says something else.
 */
final class RandomJson {
    private static final String CHARACTERS = "abcxyz0189 _-.\"\\/\t\n\u0001éøßж木🪶";

    private final Random random;

    RandomJson(long seed) {
        this.random = new Random(seed);
    }

    Map<String, @Nullable Object> document() {
        return object(4);
    }

    /** The document as text: fields in any order, numbers, escapes and white space in any way. */
    String written(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /** The same document but for one place. */
    Map<String, @Nullable Object> changed(Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(document);
        if (copy.isEmpty() || random.nextInt(6) == 0) {
            copy.put(newName(copy), value(1));
            return copy;
        }
        List<String> names = new ArrayList<>(copy.keySet());
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(6) == 0) {
            Object moved = copy.remove(name);
            if (random.nextBoolean()) {
                copy.put(newName(document), moved);
            }
        } else {
            copy.put(name, changedValue(copy.get(name)));
        }
        return copy;
    }

    private @Nullable Object changedValue(@Nullable Object value) {
        return switch (value) {
            case null -> random.nextBoolean() ? (Object) "" : BigDecimal.ZERO;
            case Map<?, ?> map -> changed(stringKeyed(map));
            case List<?> list -> changedList(list);
            case String text -> text + "x";
            case BigDecimal number -> random.nextBoolean() ? number.add(number.ulp()) : number.toPlainString();
            case Boolean flag -> !flag;
            default -> throw new IllegalStateException(value.toString());
        };
    }

    private List<@Nullable Object> changedList(List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list);
        if (copy.isEmpty() || random.nextInt(3) == 0) {
            copy.add(random.nextInt(copy.size() + 1), null);
            return copy;
        }
        int at = random.nextInt(copy.size());
        copy.set(at, changedValue(copy.get(at)));
        return copy;
    }

    private static Map<String, @Nullable Object> stringKeyed(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        // now and then more fields than are sorted in place
        int size = random.nextInt(30) == 0 ? 90 : random.nextInt(8);
        for (int i = 0; i < size; i++) {
            object.put(newName(object), value(depth - 1));
        }
        return object;
    }

    private String newName(Map<String, ?> object) {
        String name = text();
        while (object.containsKey(name)) {
            name += random.nextInt(10);
        }
        return name;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> text();
            case 2, 3 -> number();
            case 4 -> random.nextBoolean();
            case 5 -> null;
            case 6, 7 -> object(depth);
            default -> list(depth);
        };
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            list.add(value(depth - 1));
        }
        return list;
    }

    private String text() {
        int[] codePoints = CHARACTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.toString();
    }

    private BigDecimal number() {
        return switch (random.nextInt(5)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(100) - 50);
            case 1 -> BigDecimal.valueOf(random.nextLong());
            case 2 -> new BigDecimal(new BigInteger(200, random)).negate();
            case 3 -> new BigDecimal(new BigInteger(80, random), random.nextInt(60) - 30);
            default -> BigDecimal.valueOf(random.nextInt(10_000), 2);
        };
    }

    private void write(@Nullable Object value, StringBuilder text) {
        space(text);
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> map -> writeObject(map, text);
            case List<?> list -> writeList(list, text);
            case String string -> writeString(string, text);
            case BigDecimal number -> writeNumber(number, text);
            default -> text.append(value);
        }
        space(text);
    }

    private void writeObject(Map<?, ?> map, StringBuilder text) {
        List<Map.Entry<?, ?>> fields = new ArrayList<>(map.entrySet());
        Collections.shuffle(fields, random);
        text.append('{');
        for (Map.Entry<?, ?> field : fields) {
            text.append(text.charAt(text.length() - 1) == '{' ? "" : ",");
            space(text);
            writeString(String.valueOf(field.getKey()), text);
            space(text);
            text.append(':');
            write(field.getValue(), text);
        }
        text.append('}');
    }

    private void writeList(List<?> list, StringBuilder text) {
        text.append('[');
        for (int i = 0; i < list.size(); i++) {
            text.append(i == 0 ? "" : ",");
            write(list.get(i), text);
        }
        text.append(']');
    }

    private void writeString(String string, StringBuilder text) {
        text.append('"');
        string.codePoints().forEach(c -> {
            boolean mustEscape = c == '"' || c == '\\' || c < ' ';
            if (mustEscape || random.nextInt(4) == 0) {
                HexFormat form =
                        random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase();
                for (char unit : Character.toChars(c)) {
                    text.append("\\u").append(form.toHexDigits(unit));
                }
            } else {
                text.appendCodePoint(c);
            }
        });
        text.append('"');
    }

    /** With zeros at its end, an exponent, or as it is. */
    private void writeNumber(BigDecimal number, StringBuilder text) {
        switch (random.nextInt(4)) {
            case 0 -> text.append(number.toPlainString());
            case 1 -> text.append(number.toString().replace("E", random.nextBoolean() ? "e" : "E"));
            case 2 -> {
                String plain = number.toPlainString();
                text.append(plain).append(plain.indexOf('.') < 0 ? ".0" : "00");
            }
            default -> {
                int shift = random.nextInt(40) - 20;
                text.append(number.scaleByPowerOfTen(-shift).toPlainString())
                        .append("e")
                        .append(shift >= 0 && random.nextBoolean() ? "+" : "")
                        .append(shift);
            }
        }
    }

    private void space(StringBuilder text) {
        if (random.nextInt(8) == 0) {
            text.append(random.nextBoolean() ? " " : "\n\t");
        }
    }
}
