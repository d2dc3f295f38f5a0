package io.godwit.app.demo;

import io.godwit.schemas.RecordKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one client was promised: a model of the records that only it writes, folded from its acknowledged operations.
 * Used by one thread at a time.
 */
final class Expected {
    private final Map<RecordKey, Optional<Map<String, Object>>> records = new HashMap<>();

    Optional<Map<String, Object>> get(RecordKey record) {
        return records.getOrDefault(record, Optional.empty());
    }

    boolean knows(RecordKey record) {
        return records.containsKey(record);
    }

    void put(RecordKey record, Map<String, Object> document) {
        records.put(record, Optional.of(new LinkedHashMap<>(document)));
    }

    /** A partial update merges objects and replaces everything else. */
    void merge(RecordKey record, Map<String, Object> part) {
        Map<String, Object> merged = new LinkedHashMap<>(get(record).orElse(Map.of()));
        part.forEach((field, value) -> merged.merge(field, value, Expected::merged));
        records.put(record, Optional.of(merged));
    }

    void remove(RecordKey record) {
        records.put(record, Optional.empty());
    }

    Map<RecordKey, Optional<Map<String, Object>>> all() {
        return records;
    }

    @SuppressWarnings("unchecked")
    private static Object merged(Object old, Object now) {
        if (old instanceof Map<?, ?> oldMap && now instanceof Map<?, ?> newMap) {
            Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) oldMap);
            ((Map<String, Object>) newMap).forEach((field, value) -> both.merge(field, value, Expected::merged));
            return both;
        }
        return now;
    }
}
