package io.godwit.replayer;

import io.godwit.flow.Delivery;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.replayer.Retries.Attempt;
import io.godwit.replayer.sink.Outcome;
import io.godwit.replayer.sink.RecordSink.Written;
import io.godwit.replayer.throttle.Throttle;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests under way. A request that was not taken as a whole is sent again in the slot it was in, after a pause that
 * doubles up to five seconds, and in halves from the second time on: a target that is not well gets fewer and smaller
 * requests, never the same at once. Changes that were judged one by one and not taken wait outside of the slots.
 */
final class Requests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final FencedSink sink;
    private final Settling settling;
    private final Counters counters;
    private final Throttle throttle;
    private final Slots slots;
    private final Inbox inbox;
    private final Retries retries = new Retries();
    private volatile @Nullable String backOff;
    private volatile boolean closed;

    /** @param inbox where changes go that must wait after all */
    Requests(FencedSink sink, Settling settling, Counters counters, Throttle throttle, Slots slots, Inbox inbox) {
        this.sink = sink;
        this.settling = settling;
        this.counters = counters;
        this.throttle = throttle;
        this.slots = slots;
        this.inbox = inbox;
    }

    /** Sends a batch in the slot the caller has taken; the slot is free again when the request is over. */
    void send(List<Delivery<Change>> batch) {
        var _ = CompletableFuture.completedFuture(batch)
                .thenCompose(this::remembered)
                .thenRun(() -> attempt(Attempt.first(batch)))
                .exceptionally(error -> ended(batch, "request could not be made", error));
    }

    /** Sends what is due once more, in the slot the caller has taken; false when nothing is. */
    boolean sendDue() {
        Attempt due = retries.pollDue();
        if (due == null) {
            return false;
        }
        due.batch().forEach(delivery -> throttle.spend(delivery.bytes()));
        attempt(due);
        return true;
    }

    /** Nanoseconds until something is to be sent once more, at most {@code atMost}. */
    long nanosUntilDue(long atMost) {
        return retries.nanosUntilDue(atMost);
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
        CompletableFuture<Void> durable = CompletableFuture.allOf(removals.toArray(CompletableFuture[]::new));
        return removals.isEmpty() ? durable : durable.thenRun(CrashPoint.TOMBSTONE_BEFORE_DELETE::pass);
    }

    private void attempt(Attempt attempt) {
        List<Change> changes = new ArrayList<>(attempt.batch().size());
        for (Delivery<Change> delivery : attempt.batch()) {
            changes.add(delivery.value());
        }
        var _ = sink.write(changes)
                .thenAccept(written -> settle(attempt, written))
                .exceptionally(bug -> ended(attempt.batch(), "request could not be made or settled", bug));
    }

    /** Ends the flow: whoever opens it again gets what was not acknowledged. */
    private @Nullable Void ended(List<Delivery<Change>> batch, String what, Throwable error) {
        LOG.atError().setCause(error).log(what);
        batch.forEach(delivery -> delivery.fail(error));
        slots.release();
        return null;
    }

    private void settle(Attempt attempt, Written written) {
        counters.bytes.add(written.bytes());
        List<Delivery<Change>> left = new ArrayList<>();
        List<Delivery<Change>> early = new ArrayList<>();
        String reason = null;
        long charged = 0;
        for (int i = 0; i < attempt.batch().size(); i++) {
            Delivery<Change> delivery = attempt.batch().get(i);
            Outcome outcome = written.outcomes().get(i);
            charged += delivery.bytes();
            if (!settling.settle(delivery, outcome)) {
                (outcome instanceof Outcome.Early ? early : left).add(delivery);
                reason = outcome instanceof Outcome.Unavailable(String why) ? why : reason;
            }
        }
        throttle.spend(written.bytes() - charged);
        inbox.add(early);
        left.removeIf(Delivery::isAbandoned);
        backOff = reason;
        if (left.isEmpty() || closed) {
            slots.release();
            return;
        }
        again(attempt, left, written.answered(), String.valueOf(reason));
    }

    private void again(Attempt attempt, List<Delivery<Change>> left, boolean answered, String reason) {
        CrashPoint.REFUSED_BEFORE_RETRY.pass();
        counters.retried.add(left.size());
        LOG.atInfo()
                .addKeyValue("changes", left.size())
                .addKeyValue("error", reason)
                .log("not taken, will be sent again");
        Attempt next = attempt.after(left);
        if (answered) {
            retries.add(next);
            slots.release();
            return;
        }
        if (!attempt.isFirst() && left.size() > 1) {
            int middle = left.size() / 2;
            retries.add(next.with(left.subList(middle, left.size())));
            next = next.with(left.subList(0, middle));
        }
        Attempt inSlot = next;
        Executor later = CompletableFuture.delayedExecutor(next.nanosUntilDue(), TimeUnit.NANOSECONDS);
        var _ = CompletableFuture.runAsync(() -> resend(inSlot), later)
                .exceptionally(error -> ended(inSlot.batch(), "request could not be sent again", error));
    }

    private void resend(Attempt attempt) {
        if (closed) {
            slots.release();
            return;
        }
        attempt.batch().forEach(delivery -> throttle.spend(delivery.bytes()));
        attempt(attempt);
    }
}
