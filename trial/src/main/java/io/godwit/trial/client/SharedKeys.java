package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.shop.ShopDocuments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The records that all clients write, some much more than others. Every other one is a document that was loaded before
 * the trial, so that it is on its way to the target while clients write it.
 */
final class SharedKeys {
    private static final double EXPONENT = 0.99;
    private static final int TRIES = 200;

    private final ZipfKeys keys;
    private final int count;
    private final int documents;
    private final int loaded;

    SharedKeys(Load load) {
        keys = new ZipfKeys(load.keys(), EXPONENT);
        count = load.keys();
        documents = load.documents();
        loaded = Math.min(load.keys() / 2, load.documents() / 3);
    }

    /** How many loaded documents, from the first one, no client shares with others. */
    int unshared() {
        return documents - loaded;
    }

    RecordKey record(int key) {
        if (key % 2 == 0 && key / 2 < loaded) {
            int number = documents - 1 - key / 2;
            return RecordKey.of(ShopDocuments.indexOf(number), ShopDocuments.idOf(number));
        }
        return RecordKey.of(ShopDocuments.INDICES.get(key / 2 % ShopDocuments.INDICES.size()), "shared-" + key);
    }

    Set<RecordKey> all() {
        return IntStream.range(0, count).mapToObj(this::record).collect(Collectors.toSet());
    }

    RecordKey next(SplittableRandom random) {
        return record(keys.next(random));
    }

    /** Up to {@code count} different records of the index of the first one. */
    Set<RecordKey> several(SplittableRandom random, int count) {
        Set<RecordKey> found = new LinkedHashSet<>();
        RecordKey first = next(random);
        found.add(first);
        for (int tries = 0; tries < TRIES && found.size() < count; tries++) {
            RecordKey record = next(random);
            if (record.collection().equals(first.collection())) {
                found.add(record);
            }
        }
        return found;
    }

    /** Those that are written most. */
    List<RecordKey> hottest(int count) {
        return IntStream.range(0, count).mapToObj(this::record).distinct().toList();
    }
}
