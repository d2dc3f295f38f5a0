package io.godwit.projector.listing;

import io.godwit.schemas.avro.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what a backfill does. Thread-safe. */
final class Tally {
    /** Beyond this much time the past counts half. */
    private static final long MEMORY_NANOS = 10_000_000_000L;

    private final Gate gate;
    private final Map<String, ListingProgress.Collection> collections = new HashMap<>();
    private long expected = -1;
    private long documents;
    private long bytes;
    private long atSource;
    private long atKafka;

    Tally(Gate gate) {
        this.gate = gate;
    }

    synchronized void planned(String collection, List<Slice> slices) {
        collections.put(collection, new ListingProgress.Collection(0, slices.size()));
    }

    synchronized void expect(long total) {
        expected = total;
    }

    synchronized void finished(Slice slice) {
        collections.computeIfPresent(
                slice.getCollection(), (_, now) -> new ListingProgress.Collection(now.documents(), now.slices() - 1));
    }

    synchronized boolean allDone() {
        return collections.values().stream().allMatch(ListingProgress.Collection::done);
    }

    synchronized long documents() {
        return documents;
    }

    synchronized long expected() {
        return expected;
    }

    Lister.Watch watch(String collection) {
        return new Lister.Watch() {
            @Override
            public boolean wantsMore() {
                return !gate.isShut();
            }

            @Override
            public void listed(int more, long moreBytes) {
                add(collection, more, moreBytes);
            }

            @Override
            public void spent(long atSourceNanos, long atKafkaNanos) {
                spend(atSourceNanos, atKafkaNanos);
            }
        };
    }

    synchronized ListingProgress progress() {
        return new ListingProgress(documents, bytes, expected, collections, limit());
    }

    private ListingProgress.Limit limit() {
        if (allDone()) {
            return ListingProgress.Limit.NOTHING;
        }
        if (gate.isShut()) {
            return ListingProgress.Limit.PAUSED;
        }
        return atKafka > atSource ? ListingProgress.Limit.KAFKA : ListingProgress.Limit.SOURCE;
    }

    private synchronized void add(String collection, int more, long moreBytes) {
        documents += more;
        bytes += moreBytes;
        collections.computeIfPresent(
                collection, (_, now) -> new ListingProgress.Collection(now.documents() + more, now.slices()));
    }

    private synchronized void spend(long atSourceNanos, long atKafkaNanos) {
        atSource += atSourceNanos;
        atKafka += atKafkaNanos;
        if (atSource + atKafka > MEMORY_NANOS) {
            atSource /= 2;
            atKafka /= 2;
        }
    }
}
