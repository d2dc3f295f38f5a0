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
    private final TreeMap<Integer, Deque<Delivery<Change>>> byRank = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private int size;

    void add(List<Delivery<Change>> batch) {
        lock.lock();
        try {
            for (Delivery<Change> delivery : batch) {
                byRank.computeIfAbsent(delivery.lane().rank(), _ -> new ArrayDeque<>())
                        .add(delivery);
            }
            size += batch.size();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next one of the lowest rank; null when there is none, or none of rank {@code highestRank} or below. */
    @Nullable
    Delivery<Change> poll(int highestRank) {
        lock.lock();
        try {
            for (Deque<Delivery<Change>> deliveries :
                    byRank.headMap(highestRank, true).values()) {
                Delivery<Change> next = deliveries.poll();
                if (next != null) {
                    size--;
                    return next;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something is there, or for {@code nanos}. */
    void await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (size == 0 && left > 0) {
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something of rank 0 to arrive, or for {@code nanos}. */
    void awaitEdit(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!hasEdit() && left > 0) {
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean hasEdit() {
        Deque<Delivery<Change>> edits = byRank.get(0);
        return edits != null && !edits.isEmpty();
    }
}
