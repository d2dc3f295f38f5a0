package io.godwit.replayer;

import io.godwit.flow.Delivery;
import io.godwit.replayer.sink.Outcome;
import io.godwit.replayer.sink.RecordSink;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests under way. What was not taken is sent again, after a pause that doubles up to ten seconds, in the slot of the
 * request it was in: a target that is not well gets fewer requests, never the same at once.
 */
final class Requests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 10_000;

    private final RecordSink sink;
    private final Settling settling;
    private final Counters counters;
    private final Writer.AdjustableSemaphore slots;
    private volatile @Nullable String backOff;
    private volatile boolean closed;

    Requests(RecordSink sink, Settling settling, Counters counters, Writer.AdjustableSemaphore slots) {
        this.sink = sink;
        this.settling = settling;
        this.counters = counters;
        this.slots = slots;
    }

    /** Sends a batch in the slot the caller has taken; the slot is free again when all outcomes are final. */
    void send(List<Delivery<Change>> batch) {
        remembered(batch).whenComplete((_, error) -> {
            if (error != null) {
                LOG.atError().setCause(error).log("tombstone was not written");
                batch.getFirst().fail(error);
                slots.release();
            } else {
                attempt(batch, FIRST_PAUSE_MS);
            }
        });
    }

    Optional<String> backOff() {
        return Optional.ofNullable(backOff);
    }

    @Override
    public void close() {
        closed = true;
    }

    private CompletableFuture<Void> remembered(List<Delivery<Change>> batch) {
        List<CompletableFuture<Void>> removals = new ArrayList<>();
        for (Delivery<Change> delivery : batch) {
            if (delivery.value().getOp() == Op.REMOVE) {
                removals.add(settling.remember(delivery));
            }
        }
        return CompletableFuture.allOf(removals.toArray(CompletableFuture[]::new));
    }

    private void attempt(List<Delivery<Change>> batch, long pauseMs) {
        List<Change> changes = new ArrayList<>(batch.size());
        for (Delivery<Change> delivery : batch) {
            changes.add(delivery.value());
        }
        sink.write(changes)
                .thenAccept(written -> settle(batch, written, pauseMs))
                .exceptionally(bug -> {
                    LOG.atError().setCause(bug).log("outcome could not be settled");
                    batch.getFirst().fail(bug);
                    slots.release();
                    return null;
                });
    }

    private void settle(List<Delivery<Change>> batch, RecordSink.Written written, long pauseMs) {
        counters.bytes.add(written.bytes());
        List<Delivery<Change>> again = new ArrayList<>();
        String reason = null;
        for (int i = 0; i < batch.size(); i++) {
            Outcome outcome = written.outcomes().get(i);
            if (!settling.settle(batch.get(i), outcome)) {
                again.add(batch.get(i));
                reason = outcome instanceof Outcome.Unavailable(String why) ? why : reason;
            }
        }
        again.removeIf(Delivery::isAbandoned);
        backOff = reason;
        if (again.isEmpty() || closed) {
            slots.release();
            return;
        }
        counters.retried.add(again.size());
        LOG.atInfo()
                .addKeyValue("changes", again.size())
                .addKeyValue("error", reason)
                .log("not taken, will be sent again");
        long jittered = pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs);
        Executor later = CompletableFuture.delayedExecutor(jittered, TimeUnit.MILLISECONDS);
        later.execute(() -> attempt(again, Math.min(LONGEST_PAUSE_MS, pauseMs * 2)));
    }
}
