package io.godwit.console.verify;

import io.godwit.console.verify.VerificationProgress.Phase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was counted so far. Thread-safe. */
final class Board {
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong compared = new AtomicLong();
    private final AtomicLong doubts = new AtomicLong();
    private final AtomicLong differing = new AtomicLong();
    private volatile Phase phase = Phase.READING;
    private volatile int round;

    /** Of one collection. */
    private static final class Tally {
        final AtomicLong truth = new AtomicLong();
        final AtomicLong copy = new AtomicLong();
        final AtomicLong differing = new AtomicLong();

        AtomicLong of(Party party) {
            return switch (party) {
                case TRUTH -> truth;
                case COPY -> copy;
            };
        }
    }

    void expect(long documents) {
        expected.addAndGet(documents);
    }

    /** Negative for what is read again. */
    void read(String collection, Party party, long documents) {
        tally(collection).of(party).addAndGet(documents);
    }

    void phase(Phase now, int roundNow) {
        phase = now;
        round = roundNow;
    }

    void compared(long documents) {
        compared.addAndGet(documents);
    }

    void doubts(long now) {
        doubts.set(now);
    }

    void differs(String collection) {
        tally(collection).differing.incrementAndGet();
        differing.incrementAndGet();
    }

    VerificationProgress progress() {
        long read = tallies.values().stream()
                .mapToLong(tally -> tally.truth.get() + tally.copy.get())
                .sum();
        return new VerificationProgress(
                phase, expected.get(), read, compared.get(), doubts.get(), round, differing.get());
    }

    CollectionCounts counts(String collection, CollectionCounts.Presence presence) {
        Tally tally = tally(collection);
        return new CollectionCounts(collection, presence, tally.truth.get(), tally.copy.get(), tally.differing.get());
    }

    private Tally tally(String collection) {
        return tallies.computeIfAbsent(collection, _ -> new Tally());
    }
}
