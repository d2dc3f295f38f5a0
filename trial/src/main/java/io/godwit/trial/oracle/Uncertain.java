package io.godwit.trial.oracle;

import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.Operation;
import io.godwit.trial.history.Swings;
import java.time.Duration;

/**
 * An operation that may have been executed, or may not.
 *
 * @param earliest the first epoch in which it can have been executed
 * @param latest the last one
 * @param until when it can have been executed at the latest
 */
record Uncertain(Operation operation, int earliest, int latest, long until) {
    /**
     * How long after its client has given it up an operation may still be executed. That covers a proxy that is frozen
     * for 90 s with the request in it, the hold and the seal of a swing, a broker that is away meanwhile, a stalled way
     * to the cluster, and the cluster's own queue.
     */
    static final Duration GRACE = Duration.ofMinutes(5);

    static Uncertain of(Operation operation, Swings swings) {
        long until = operation.completion() instanceof Unknown(long at, var _) ? at + GRACE.toNanos() : Long.MAX_VALUE;
        return new Uncertain(operation, swings.earliest(operation.sent()), swings.latest(until), until);
    }

    /** Whether it is certain that it was executed, if it was, before that event. */
    boolean before(Event event) {
        return latest < event.earliest() || until < event.operation().sent();
    }

    /** Whether the record is there, or absent, after it for a reason of its own. */
    boolean mayLeave(boolean there) {
        return !(operation.effect() instanceof Effect.Merge) && there != (operation.effect() instanceof Effect.Remove);
    }

    /** Whether it is certain that it was executed before the other one, if both were. */
    boolean before(Uncertain other) {
        return latest < other.earliest || until < other.operation.sent();
    }
}
