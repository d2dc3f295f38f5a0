package io.godwit.projector.projection;

import io.godwit.flow.Delivery;
import io.godwit.schemas.avro.Candidate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Candidates by rank; those that must not be read yet, or could not be read, wait aside without holding up the others.
 * Bounded by the flow's limits. Thread-safe.
 */
final class DueCandidates {
    private static final long IDLE_MS = 200;
    private static final long FIRST_PAUSE_MS = 100;
    private static final int LONGEST_DOUBLINGS = 7;

    private final TreeMap<Integer, Deque<Due>> due = new TreeMap<>();
    private final PriorityQueue<Due> later = new PriorityQueue<>(Comparator.comparingLong(Due::at));

    /**
     * One of them.
     *
     * @param attempts how often it could not be read
     * @param at ms since the epoch
     */
    record Due(Delivery<Candidate> delivery, int attempts, long at) {
        int rank() {
            return delivery.lane().rank();
        }
    }

    synchronized void add(List<Delivery<Candidate>> batch) {
        batch.forEach(delivery -> enqueue(new Due(delivery, 0, delivery.value().getNotBefore())));
        notifyAll();
    }

    /** They could not be read: due again after a while that grows up to 13 s. */
    synchronized void again(List<Due> failed) {
        long now = System.currentTimeMillis();
        for (Due one : failed) {
            long pause = FIRST_PAUSE_MS << Math.min(LONGEST_DOUBLINGS, one.attempts());
            enqueue(new Due(one.delivery(), one.attempts() + 1, now + pause));
        }
    }

    /** What is due, at most so many of the lowest rank that has any; empty after a while without any. */
    synchronized List<Due> take(int most) throws InterruptedException {
        long end = System.nanoTime() + IDLE_MS * 1_000_000;
        boolean has = hasDue();
        for (long left = IDLE_MS; !has && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
            has = hasDue();
        }
        List<Due> batch = new ArrayList<>();
        if (has) {
            Deque<Due> first = due.firstEntry().getValue();
            while (batch.size() < most && !first.isEmpty()) {
                batch.add(first.remove());
            }
            if (first.isEmpty()) {
                due.pollFirstEntry();
            }
        }
        batch.removeIf(one -> one.delivery().isAbandoned());
        return batch;
    }

    private boolean hasDue() {
        long now = System.currentTimeMillis();
        while (!later.isEmpty() && later.peek().at() <= now) {
            Due next = later.remove();
            due.computeIfAbsent(next.rank(), _ -> new ArrayDeque<>()).add(next);
        }
        return !due.isEmpty();
    }

    private void enqueue(Due one) {
        if (one.at() > System.currentTimeMillis()) {
            later.add(one);
        } else {
            due.computeIfAbsent(one.rank(), _ -> new ArrayDeque<>()).add(one);
        }
    }
}
