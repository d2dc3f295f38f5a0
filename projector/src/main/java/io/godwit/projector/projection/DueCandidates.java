package io.godwit.projector.projection;

import io.godwit.flow.Delivery;
import io.godwit.schemas.avro.Candidate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Candidates by rank; those that must not be read yet, or could not be read, wait aside without holding up the others.
 * Those of one collection are read together, and collections take turns: one that does not answer holds up none. Bounded
 * by the flow's limits. Thread-safe.
 */
final class DueCandidates {
    private static final long IDLE_MS = 200;
    private static final long FIRST_PAUSE_MS = 100;
    private static final int LONGEST_DOUBLINGS = 7;

    private final LongSupplier clock;
    private final TreeMap<Integer, LinkedHashMap<Group, Deque<Due>>> due = new TreeMap<>();
    private final PriorityQueue<Due> later = new PriorityQueue<>(Comparator.comparingLong(Due::at));

    DueCandidates() {
        this(System::currentTimeMillis);
    }

    /** @param clock ms since the epoch */
    DueCandidates(LongSupplier clock) {
        this.clock = clock;
    }

    /** What is read together. */
    private record Group(String collection, int most) {}

    /**
     * One of them.
     *
     * @param attempts how often it could not be read
     * @param most with how many it is read together, itself among them
     * @param at ms since the epoch
     */
    record Due(Delivery<Candidate> delivery, int attempts, int most, long at) {
        int rank() {
            return delivery.lane().rank();
        }

        private Group group() {
            return new Group(delivery.value().getCollection(), most);
        }
    }

    synchronized void add(List<Delivery<Candidate>> batch) {
        batch.forEach(delivery ->
                enqueue(new Due(delivery, 0, Integer.MAX_VALUE, delivery.value().getNotBefore())));
        notifyAll();
    }

    /** They could not be read: due again, together, after a while that grows up to 13 s, more or less. */
    void again(List<Due> failed) {
        again(failed, Integer.MAX_VALUE);
    }

    /** As {@link #again(List)}, and no more than {@code most} are read together from then on. */
    synchronized void again(List<Due> failed, int most) {
        long now = clock.getAsLong();
        double jitter = 0.5 + ThreadLocalRandom.current().nextDouble();
        for (Due one : failed) {
            long pause = (long) (jitter * (FIRST_PAUSE_MS << Math.min(LONGEST_DOUBLINGS, one.attempts())));
            enqueue(new Due(one.delivery(), one.attempts() + 1, Math.min(most, one.most()), now + pause));
        }
    }

    /**
     * What is due, at most so many of one collection and of the lowest rank that has any; empty after a while without
     * any.
     */
    synchronized List<Due> take(int most) throws InterruptedException {
        long end = System.nanoTime() + IDLE_MS * 1_000_000;
        boolean has = hasDue();
        for (long left = IDLE_MS; !has && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
            has = hasDue();
        }
        List<Due> batch = new ArrayList<>();
        if (has) {
            LinkedHashMap<Group, Deque<Due>> groups = due.firstEntry().getValue();
            Group group = groups.firstEntry().getKey();
            Deque<Due> first = groups.pollFirstEntry().getValue();
            while (batch.size() < Math.min(most, group.most()) && !first.isEmpty()) {
                batch.add(first.remove());
            }
            if (!first.isEmpty()) {
                groups.putLast(group, first);
            } else if (groups.isEmpty()) {
                due.pollFirstEntry();
            }
        }
        batch.removeIf(one -> one.delivery().isAbandoned());
        return batch;
    }

    private boolean hasDue() {
        long now = clock.getAsLong();
        while (!later.isEmpty() && later.peek().at() <= now) {
            append(later.remove());
        }
        return !due.isEmpty();
    }

    private void enqueue(Due one) {
        if (one.at() > clock.getAsLong()) {
            later.add(one);
        } else {
            append(one);
        }
    }

    private void append(Due one) {
        due.computeIfAbsent(one.rank(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(one.group(), _ -> new ArrayDeque<>())
                .add(one);
    }
}
