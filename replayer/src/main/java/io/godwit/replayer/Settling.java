package io.godwit.replayer;

import io.godwit.flow.DeadLetters;
import io.godwit.flow.Delivery;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.replayer.sink.Outcome;
import io.godwit.replayer.tombstone.Tombstones;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives deliveries their final outcome: counted, remembered where it must be, and only then acknowledged. */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final Tombstones tombstones;
    private final DeadLetters deadLetters;
    private final Counters counters;

    Settling(Tombstones tombstones, DeadLetters deadLetters, Counters counters) {
        this.tombstones = tombstones;
        this.deadLetters = deadLetters;
        this.counters = counters;
    }

    /** Makes a removal durable before it is sent; complete at once for anything else. */
    CompletableFuture<Void> remember(Delivery<Change> delivery) {
        Change change = delivery.value();
        return change.getOp() == Op.REMOVE
                ? tombstones.add(Fence.key(change), change)
                : CompletableFuture.completedFuture(null);
    }

    /** Returns false when the outcome is not final, so that the change must be sent again or wait. */
    boolean settle(Delivery<Change> delivery, Outcome outcome) {
        switch (outcome) {
            case Outcome.Applied() -> {
                CrashPoint.APPLIED_BEFORE_ACKNOWLEDGE.pass();
                counters.applied.increment();
            }
            case Outcome.Stale(long _, boolean _), Outcome.Skipped(String _) -> counters.stale.increment();
            case Outcome.Rejected(String reason) -> {
                giveUp(delivery, reason);
                return true;
            }
            case Outcome.Unavailable(String _), Outcome.Early() -> {
                return false;
            }
        }
        delivery.acknowledge();
        return true;
    }

    /** To the dead letters; acknowledged when Kafka has it there. */
    void giveUp(Delivery<Change> delivery, String reason) {
        counters.rejected.increment();
        var _ = deadLetters
                .send(delivery, "apply", new RejectedChangeException(reason))
                .whenComplete((_, error) -> {
                    if (error == null) {
                        CrashPoint.DEAD_LETTER_BEFORE_ACKNOWLEDGE.pass();
                        delivery.acknowledge();
                    } else {
                        LOG.atError().setCause(error).log("dead letter was not written");
                        delivery.fail(error);
                    }
                });
    }

    /** Why a change is in the dead letters. */
    static final class RejectedChangeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RejectedChangeException(String reason) {
            super(reason);
        }
    }
}
