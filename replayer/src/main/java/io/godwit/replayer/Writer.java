package io.godwit.replayer;

import io.godwit.flow.DeadLetters;
import io.godwit.flow.Delivery;
import io.godwit.replayer.Sending.Sent;
import io.godwit.replayer.throttle.Throttle;
import io.godwit.replayer.tombstone.Tombstones;
import io.godwit.schemas.avro.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests of what is in the inbox, whenever one more may be in flight: with little to do each change goes at once,
 * with much to do requests fill up while others are under way. Two changes of one record may be in two requests at once;
 * the target's version check makes the order in which they arrive meaningless.
 *
 * <p>Edits have requests and slots of their own: in a request with the rest they would wait for all of it to be written.
 * A target works off what it is given in the order it came, so while there are edits the rest is given in small pieces, one
 * at a time and at most half of the time.
 */
final class Writer implements AutoCloseable {
    private static final int MOST_CHANGES = 5_000;
    private static final int MOST_BYTES = 5 << 20;
    private static final int MOST_BYTES_BESIDE_EDITS = 128 << 10;
    private static final long BESIDE_EDITS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_EDIT_REQUESTS = 2;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Inbox inbox = new Inbox();
    private final Fence fence;
    private final Throttle throttle;
    private final Sending edits;
    private final Sending others;
    private final Parked parked;
    private final Counters counters = new Counters();
    private final Rest rest = new Rest();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Thread thread;
    private long lastEdit = System.nanoTime() - BESIDE_EDITS_NANOS;
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
        Settling settling = new Settling(tombstones, deadLetters, counters);
        Sending.Shared shared = new Sending.Shared(sink, settling, counters, throttle, inbox);
        this.edits = new Sending(editRequests(limits.maxInflightRequests()), shared);
        this.others = new Sending(limits.maxInflightRequests(), shared);
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
        edits.resize(editRequests(maxInflightRequests));
        others.resize(maxInflightRequests);
    }

    /** Complete when it cannot go on, with the reason; what it has then stays unacknowledged. */
    CompletableFuture<Throwable> failure() {
        return failure;
    }

    ReplayProgress progress() {
        return progress(edits.backOff()
                .or(others::backOff)
                .map(reason -> "back-off: " + reason)
                .orElse(limit));
    }

    ReplayProgress progress(String what) {
        return counters.progress(parked.size(), what);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        edits.close();
        others.close();
    }

    private static int editRequests(int maxInflightRequests) {
        return Math.min(MOST_EDIT_REQUESTS, maxInflightRequests);
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
        long seen = inbox.changes();
        Sent edit = edits.send(this::gatherEdits);
        Sent other = sendOthers();
        limit = limit(edit, other);
        if (edit != Sent.SENT && other != Sent.SENT) {
            long pause = pause(others, other, pause(edits, edit, IDLE_NANOS));
            long wait = other == Sent.NOTHING_TO_SEND ? throttle.nanosUntilFree() : 0;
            long left = restOfOthers();
            long most = left > 0 ? Math.min(left, pause) : pause;
            inbox.awaitChange(seen, wait > 0 ? Math.min(wait, most) : most);
        }
    }

    private Sent sendOthers() {
        if (restOfOthers() > 0 && besideEdits()) {
            return Sent.FULL;
        }
        Sent sent = others.send(this::gatherOthers);
        if (sent == Sent.SENT) {
            rest.began();
        }
        return sent;
    }

    /** Nanoseconds in which edits have the target for themselves; without meaning when there are none. */
    private long restOfOthers() {
        return rest.nanosLeft(others.busy());
    }

    /** Where as many are under way as may be, the end of one is a change. */
    private static long pause(Sending sending, Sent last, long atMost) {
        return last == Sent.FULL ? atMost : sending.nanosUntilDue(atMost);
    }

    private String limit(Sent edit, Sent other) {
        if (throttle.nanosUntilFree() > 0) {
            return "max.mbps";
        }
        if (edit == Sent.FULL || other == Sent.FULL) {
            return others.size() > 2 ? "target" : "max.inflight.requests";
        }
        return edit == Sent.SENT || other == Sent.SENT ? "target" : "nothing to do";
    }

    /** All edits there are, up to one request's worth; what they take of the throttle the others wait for. */
    private List<Delivery<Change>> gatherEdits() {
        List<Delivery<Change>> batch = gather(throttle.largestRequest(MOST_BYTES), inbox::pollEdit);
        if (!batch.isEmpty()) {
            lastEdit = System.nanoTime();
        }
        return batch;
    }

    private List<Delivery<Change>> gatherOthers() {
        return gather(
                throttle.largestRequest(besideEdits() ? MOST_BYTES_BESIDE_EDITS : MOST_BYTES),
                () -> throttle.nanosUntilFree() > 0 ? null : inbox.pollOther());
    }

    private boolean besideEdits() {
        return System.nanoTime() - lastEdit < BESIDE_EDITS_NANOS;
    }

    private List<Delivery<Change>> gather(int most, Supplier<@Nullable Delivery<Change>> source) {
        List<Delivery<Change>> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < MOST_CHANGES && bytes < most) {
            Delivery<Change> next = source.get();
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
