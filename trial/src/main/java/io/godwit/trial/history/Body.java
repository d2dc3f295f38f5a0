package io.godwit.trial.history;

import io.godwit.trial.shop.ShopDocuments;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields that an operation writes, as small as they can be kept: a million of them stay in memory. */
public sealed interface Body {
    /** The field that names the operation that wrote a document last. */
    String MARKER = "op";

    /** What goes over the wire. */
    Map<String, Object> fields(ShopDocuments documents);

    /** The text in {@link #MARKER} that names operation {@code id}. */
    static String marker(long id) {
        return "op-" + id;
    }

    /**
     * A document of the shop with the marks of its writer.
     *
     * @param number which document of the shop
     * @param operation that writes it
     * @param batch a word or a group that a query can find
     * @param more further fields
     */
    record Whole(int number, long operation, int client, String batch, Map<String, Object> more) implements Body {
        @Override
        public Map<String, Object> fields(ShopDocuments documents) {
            Map<String, Object> fields = new LinkedHashMap<>(documents.document(number));
            fields.put("owner", "client-" + client);
            fields.put("batch", batch);
            fields.put(MARKER, marker(operation));
            fields.putAll(more);
            return fields;
        }
    }

    /**
     * What a partial update sets: the marker, and one of a few inner fields, so that most of what was there stays.
     *
     * @param field which inner field; its value is the operation's id, so that everybody can see who set it
     */
    record Part(long operation, int field) implements Body {
        @Override
        public Map<String, Object> fields(ShopDocuments documents) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(MARKER, marker(operation));
            fields.put("extra", Map.of("field" + field, operation));
            return fields;
        }
    }

    /** Exactly these fields. */
    record Plain(Map<String, Object> content) implements Body {
        @Override
        public Map<String, Object> fields(ShopDocuments documents) {
            return content;
        }
    }
}
