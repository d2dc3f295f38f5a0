package io.godwit.trial.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How two JSON documents are the same: numbers by value, objects without order. */
final class Canonical {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Canonical() {}

    /** The same text for the same document. */
    static String text(Map<String, Object> document) {
        return JSON.writeValueAsString(of(document));
    }

    /** A form of the value that is equal to that of every other value that means the same. */
    static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((field, inner) -> sorted.put(String.valueOf(field), of(inner)));
                yield sorted;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(inner -> copy.add(of(inner)));
                yield copy;
            }
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case null -> null;
            default -> value;
        };
    }
}
