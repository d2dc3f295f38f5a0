package io.godwit.replayer;

import io.godwit.flow.Delivery;
import io.godwit.schemas.avro.Change;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Changes that the target judged and did not take for now: an index that is blocked, a shard that is not there. They wait
 * outside of any slot, so that other records are written meanwhile. Bounded by the flow's limits. Thread-safe.
 */
final class Retries {
    static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final PriorityQueue<Attempt> waiting = new PriorityQueue<>(Comparator.comparingLong(Attempt::due));

    /**
     * Changes to be sent together.
     *
     * @param batch not acknowledged yet
     * @param pauseMs how long to wait when they are not taken this time either
     * @param due {@link System#nanoTime} from which on they may be sent
     */
    record Attempt(List<Delivery<Change>> batch, long pauseMs, long due) {
        static Attempt first(List<Delivery<Change>> batch) {
            return new Attempt(batch, FIRST_PAUSE_MS, System.nanoTime());
        }

        /** These of it once more, after its pause, with a longer pause after that. */
        Attempt after(List<Delivery<Change>> left) {
            long jittered = pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs);
            long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(jittered);
            return new Attempt(left, Math.min(LONGEST_PAUSE_MS, pauseMs * 2), later);
        }

        /** These of it, when it is its turn. */
        Attempt with(List<Delivery<Change>> some) {
            return new Attempt(some, pauseMs, due);
        }

        boolean isFirst() {
            return pauseMs == FIRST_PAUSE_MS;
        }

        long nanosUntilDue() {
            return due - System.nanoTime();
        }
    }

    synchronized void add(Attempt attempt) {
        waiting.add(attempt);
    }

    /** The one that has waited longest beyond its time; null when none is due. */
    synchronized @Nullable Attempt pollDue() {
        Attempt next = waiting.peek();
        return next == null || next.nanosUntilDue() > 0 ? null : waiting.poll();
    }

    /** Until something is due, at most {@code atMost}. */
    synchronized long nanosUntilDue(long atMost) {
        Attempt next = waiting.peek();
        return next == null ? atMost : Math.clamp(next.nanosUntilDue(), 0, atMost);
    }

    synchronized int size() {
        return waiting.stream().mapToInt(attempt -> attempt.batch().size()).sum();
    }
}
