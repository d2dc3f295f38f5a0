package io.godwit.app.demo;

import io.godwit.schemas.RecordKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one client was promised: a model of the records that only it writes, folded from its acknowledged operations.
 * Used by one thread at a time.
 */
final class Expected {
    private final Map<RecordKey, Optional<Map<String, Object>>> records = new HashMap<>();
    private final Map<RecordKey, List<Optional<Map<String, Object>>>> doubts = new HashMap<>();

    Optional<Map<String, Object>> get(RecordKey record) {
        return records.getOrDefault(record, Optional.empty());
    }

    /** The record may hold this as well: the write got no answer. */
    void doubt(RecordKey record, Optional<Map<String, Object>> document) {
        records.putIfAbsent(record, Optional.empty());
        doubts.computeIfAbsent(record, _ -> new ArrayList<>()).add(document);
    }

    /** What the record may hold, what it must hold without doubt first. */
    List<Optional<Map<String, Object>>> allowed(RecordKey record) {
        List<Optional<Map<String, Object>>> allowed = new ArrayList<>(List.of(get(record)));
        allowed.addAll(doubts.getOrDefault(record, List.of()));
        return allowed;
    }

    boolean knows(RecordKey record) {
        return records.containsKey(record);
    }

    void put(RecordKey record, Map<String, Object> document) {
        records.put(record, Optional.of(new LinkedHashMap<>(document)));
    }

    /** As {@link #merged(RecordKey, Map)}, from now on promised. */
    void merge(RecordKey record, Map<String, Object> part) {
        put(record, merged(record, part));
    }

    /** What a partial update makes of a record: it merges objects and replaces everything else. */
    Map<String, Object> merged(RecordKey record, Map<String, Object> part) {
        Map<String, Object> merged = new LinkedHashMap<>(get(record).orElse(Map.of()));
        part.forEach((field, value) -> merged.merge(field, value, Expected::merged));
        return merged;
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
