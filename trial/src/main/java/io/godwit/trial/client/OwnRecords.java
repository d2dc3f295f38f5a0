package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The records that exist and that one client alone writes, to pick from at random. */
final class OwnRecords {
    private static final int TRIES = 12;

    private final List<RecordKey> records = new ArrayList<>();
    private final Map<RecordKey, Integer> places = new HashMap<>();

    void add(RecordKey record) {
        if (places.putIfAbsent(record, records.size()) == null) {
            records.add(record);
        }
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    RecordKey pick(SplittableRandom random) {
        return records.get(random.nextInt(records.size()));
    }

    void remove(RecordKey record) {
        Integer place = places.remove(record);
        if (place == null) {
            return;
        }
        RecordKey last = records.removeLast();
        if (place < records.size()) {
            records.set(place, last);
            places.put(last, place);
        }
    }

    /** Up to {@code count} different records of one index without routing. */
    Set<RecordKey> several(SplittableRandom random, String index, int count) {
        Set<RecordKey> found = new LinkedHashSet<>();
        for (int tries = 0; tries < TRIES * count && found.size() < count && !records.isEmpty(); tries++) {
            RecordKey record = pick(random);
            if (record.collection().equals(index) && record.routing().isEmpty()) {
                found.add(record);
            }
        }
        return found;
    }
}
