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
 * Candidates by rank; those that must not be read yet wait aside without holding up the others. Bounded by the flow's
 * limits. Thread-safe.
 */
final class DueCandidates {
    private static final int MOST = 500;
    private static final long IDLE_MS = 200;

    private final TreeMap<Integer, Deque<Delivery<Candidate>>> due = new TreeMap<>();
    private final PriorityQueue<Delivery<Candidate>> later = new PriorityQueue<>(
            Comparator.comparingLong(delivery -> delivery.value().getNotBefore()));

    synchronized void add(List<Delivery<Candidate>> batch) {
        long now = System.currentTimeMillis();
        for (Delivery<Candidate> delivery : batch) {
            if (delivery.value().getNotBefore() > now) {
                later.add(delivery);
            } else {
                enqueue(delivery);
            }
        }
        notifyAll();
    }

    /** What is due, of the lowest rank that has any; empty after a while without any. */
    synchronized List<Delivery<Candidate>> take() throws InterruptedException {
        if (!hasDue()) {
            wait(IDLE_MS);
        }
        List<Delivery<Candidate>> batch = new ArrayList<>();
        if (hasDue()) {
            Deque<Delivery<Candidate>> first = due.firstEntry().getValue();
            while (batch.size() < MOST && !first.isEmpty()) {
                batch.add(first.remove());
            }
            if (first.isEmpty()) {
                due.pollFirstEntry();
            }
        }
        batch.removeIf(Delivery::isAbandoned);
        return batch;
    }

    private boolean hasDue() {
        long now = System.currentTimeMillis();
        while (!later.isEmpty() && later.peek().value().getNotBefore() <= now) {
            enqueue(later.remove());
        }
        return !due.isEmpty();
    }

    private void enqueue(Delivery<Candidate> delivery) {
        due.computeIfAbsent(delivery.lane().rank(), _ -> new ArrayDeque<>()).add(delivery);
    }
}
