package io.godwit.replayer;

import io.godwit.flow.Delivery;
import io.godwit.schemas.avro.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that are not being written yet, by rank. Its size is bounded by the flow's limits, since nothing in it is
 * acknowledged. Thread-safe.
 */
final class Inbox {
    private static final int EDITS = 0;

    private final TreeMap<Integer, Deque<Delivery<Change>>> byRank = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes;

    void add(List<Delivery<Change>> batch) {
        lock.lock();
        try {
            for (Delivery<Change> delivery : batch) {
                byRank.computeIfAbsent(delivery.lane().rank(), _ -> new ArrayDeque<>())
                        .add(delivery);
            }
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** The next edit; null when there is none. */
    @Nullable
    Delivery<Change> pollEdit() {
        return poll(EDITS, EDITS);
    }

    /** The next one that is no edit, lowest rank first; null when there is none. */
    @Nullable
    Delivery<Change> pollOther() {
        return poll(EDITS + 1, Integer.MAX_VALUE);
    }

    private @Nullable Delivery<Change> poll(int lowestRank, int highestRank) {
        lock.lock();
        try {
            for (Deque<Delivery<Change>> deliveries :
                    byRank.subMap(lowestRank, true, highestRank, true).values()) {
                Delivery<Change> next = deliveries.poll();
                if (next != null) {
                    return next;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits for a change has a look: something else than a delivery may let it go on. */
    void wake() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often something was added, or woke whoever waits. */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there have been more changes than {@code seen}, or for {@code nanos}. */
    void awaitChange(long seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (changes == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
