package io.godwit.replayer;

import io.godwit.flow.DeadLetters;
import io.godwit.flow.Delivery;
import io.godwit.replayer.throttle.Throttle;
import io.godwit.replayer.tombstone.Tombstones;
import io.godwit.schemas.avro.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests of what is in the inbox, whenever one more may be in flight: with little to do each change goes at once,
 * with much to do requests fill up while others are under way. Two changes of one record may be in two requests at once;
 * the target's version check makes the order in which they arrive meaningless.
 */
final class Writer implements AutoCloseable {
    private static final int MOST_CHANGES = 5_000;
    private static final int MOST_BYTES = 5 << 20;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Inbox inbox = new Inbox();
    private final Fence fence;
    private final Throttle throttle;
    private final Requests requests;
    private final Parked parked;
    private final Counters counters = new Counters();
    private final Slots slots;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Thread thread;
    private volatile String limit = "nothing to do";
    private volatile boolean closed;

    Writer(
            FencedSink sink,
            Fence fence,
            Tombstones tombstones,
            DeadLetters deadLetters,
            Throttle throttle,
            Limits limits) {
        this.fence = fence;
        this.throttle = throttle;
        this.slots = new Slots(limits.maxInflightRequests());
        Settling settling = new Settling(tombstones, deadLetters, counters);
        this.requests = new Requests(sink, settling, counters, throttle, slots, inbox);
        this.parked = new Parked(inbox, settling);
        this.thread = Thread.ofPlatform()
                .name("replayer")
                .daemon()
                .uncaughtExceptionHandler((_, bug) -> failure.complete(bug))
                .start(this::loop);
    }

    void add(List<Delivery<Change>> batch) {
        inbox.add(batch);
    }

    void limit(int maxInflightRequests) {
        slots.resize(maxInflightRequests);
    }

    /** Complete when it cannot go on, with the reason; what it has then stays unacknowledged. */
    CompletableFuture<Throwable> failure() {
        return failure;
    }

    ReplayProgress progress() {
        return progress(requests.backOff().map(reason -> "back-off: " + reason).orElse(limit));
    }

    ReplayProgress progress(String what) {
        return counters.progress(parked.size(), what);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        requests.close();
    }

    private void loop() {
        try {
            while (!closed) {
                parked.reviveDue();
                one();
            }
        } catch (InterruptedException e) {
            if (!closed) {
                throw new IllegalStateException("writer was interrupted and not closed", e);
            }
        }
    }

    private void one() throws InterruptedException {
        inbox.await(requests.nanosUntilDue(IDLE_NANOS));
        if (!slots.tryAcquire(IDLE_NANOS, TimeUnit.NANOSECONDS)) {
            limit = slots.size() > 2 ? "target" : "max.inflight.requests";
            return;
        }
        if (requests.sendDue()) {
            return;
        }
        List<Delivery<Change>> batch = gather();
        if (batch.isEmpty()) {
            slots.release();
            return;
        }
        requests.send(batch);
    }

    /** Up to one request's worth: all edits there are, and the rest as far as the throttle lets it. */
    private List<Delivery<Change>> gather() throws InterruptedException {
        List<Delivery<Change>> batch = new ArrayList<>();
        int bytes = 0;
        int most = throttle.largestRequest(MOST_BYTES);
        while (batch.size() < MOST_CHANGES && bytes < most) {
            Delivery<Change> next = next(batch.isEmpty());
            if (next == null) {
                break;
            }
            if (accepted(next)) {
                batch.add(next);
                bytes += next.bytes();
                throttle.spend(next.bytes());
            }
        }
        return batch;
    }

    private @Nullable Delivery<Change> next(boolean first) throws InterruptedException {
        Delivery<Change> edit = inbox.poll(0);
        if (edit != null) {
            limit = "target";
            return edit;
        }
        long wait = throttle.nanosUntilFree();
        if (wait > 0) {
            limit = "max.mbps";
            if (first) {
                inbox.awaitEdit(Math.min(wait, IDLE_NANOS));
            }
            return null;
        }
        Delivery<Change> other = inbox.poll(Integer.MAX_VALUE);
        limit = other == null ? "nothing to do" : "target";
        return other;
    }

    private boolean accepted(Delivery<Change> delivery) {
        if (delivery.isAbandoned()) {
            parked.forget(delivery);
            return false;
        }
        Fence.Ruling ruling = fence.ruling(delivery.value());
        if (ruling != Fence.Ruling.WAIT_A_WHILE) {
            parked.forget(delivery);
        }
        return switch (ruling) {
            case SEND -> true;
            case STALE -> {
                counters.stale.increment();
                delivery.acknowledge();
                yield false;
            }
            case WAIT, WAIT_A_WHILE -> {
                parked.add(delivery);
                yield false;
            }
        };
    }
}
