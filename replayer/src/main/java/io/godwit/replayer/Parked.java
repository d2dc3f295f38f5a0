package io.godwit.replayer;

import io.godwit.flow.Delivery;
import io.godwit.schemas.avro.Change;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Changes whose collection the target does not have yet. They are looked at again until its definition has been applied;
 * after a while they are given up as dead letters, so that they do not block their partition for ever. Used by the
 * writer's thread; only {@link #size} by others.
 */
final class Parked {
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(120).toNanos();

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final java.util.Map<Delivery<Change>, Long> since = new java.util.IdentityHashMap<>();
    private final Inbox inbox;
    private final Settling settling;
    private volatile int size;

    private record Waiting(Delivery<Change> delivery, long due) {}

    Parked(Inbox inbox, Settling settling) {
        this.inbox = inbox;
        this.settling = settling;
    }

    int size() {
        return size;
    }

    void add(Delivery<Change> delivery) {
        long now = System.nanoTime();
        long began = since.computeIfAbsent(delivery, _ -> now);
        if (now - began > PATIENCE_NANOS) {
            since.remove(delivery);
            Change change = delivery.value();
            settling.giveUp(
                    delivery,
                    "no definition of " + change.getCollection() + " in generation '" + change.getGeneration()
                            + "' was applied within "
                            + Duration.ofNanos(PATIENCE_NANOS).toSeconds() + " s");
        } else {
            waiting.add(new Waiting(delivery, now + PAUSE_NANOS));
        }
        size = waiting.size();
    }

    void reviveDue() {
        long now = System.nanoTime();
        while (!waiting.isEmpty() && waiting.peek().due() - now <= 0) {
            inbox.add(List.of(waiting.remove().delivery()));
        }
        size = waiting.size();
    }

    /** It is known what becomes of it, or it is not ours any more: patience begins anew if it should wait again. */
    void forget(Delivery<Change> delivery) {
        if (!since.isEmpty()) {
            since.remove(delivery);
        }
    }
}
