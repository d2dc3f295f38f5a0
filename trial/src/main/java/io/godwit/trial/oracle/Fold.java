package io.godwit.trial.oracle;

import io.godwit.trial.history.Body;
import io.godwit.trial.oracle.Mode.Add;
import io.godwit.trial.oracle.Mode.Patch;
import io.godwit.trial.oracle.Mode.Replace;
import io.godwit.trial.shop.ShopDocuments;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a record holds after one change more. */
final class Fold {
    private final ShopDocuments documents;

    Fold(ShopDocuments documents) {
        this.documents = documents;
    }

    Map<String, Object> fields(Body body) {
        return body.fields(documents);
    }

    /** What is there afterwards; a change of what is there changes nothing where nothing is. */
    Optional<Map<String, Object>> apply(Optional<Map<String, Object>> before, Mode mode) {
        return switch (mode) {
            case Replace(Optional<Body> document) -> document.map(this::fields);
            case Patch(Body part) -> before.map(document -> merged(document, fields(part)));
            case Add(int step) -> before.map(document -> added(document, step));
        };
    }

    /** As servers do it: objects are merged, everything else is replaced. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(Map<String, Object> before, Map<String, Object> part) {
        Map<String, Object> merged = new LinkedHashMap<>(before);
        part.forEach((field, value) -> merged.put(
                field,
                merged.get(field) instanceof Map<?, ?> inner && value instanceof Map<?, ?> more
                        ? merged((Map<String, Object>) inner, (Map<String, Object>) more)
                        : value));
        return merged;
    }

    private static Map<String, Object> added(Map<String, Object> before, int step) {
        Map<String, Object> added = new LinkedHashMap<>(before);
        Object count = before.getOrDefault("count", 0);
        added.put("count", new BigDecimal(count.toString()).add(BigDecimal.valueOf(step)));
        return added;
    }
}
