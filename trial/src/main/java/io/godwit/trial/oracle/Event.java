package io.godwit.trial.oracle;

import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.Operation;
import io.godwit.trial.history.Swings;
import java.util.Optional;

/**
 * An operation that was executed.
 *
 * @param earliest the first epoch in which it can have been executed
 * @param latest the last one
 */
record Event(Operation operation, Done done, int earliest, int latest) {
    static Event of(Operation operation, Done done, Swings swings) {
        return new Event(operation, done, swings.earliest(operation.sent()), swings.latest(done.at()));
    }

    /** Whether it is certain that this one was executed first. */
    boolean before(Event other) {
        return done.at() < other.operation.sent() || latest < other.earliest || inOneEpochBefore(other);
    }

    /** Whether the servers put it before the other one, if both were executed in the same epoch. */
    boolean placedBefore(Event other) {
        if (!done.placed() || !other.done.placed()) {
            return false;
        }
        return done.primaryTerm() == other.done.primaryTerm()
                ? done.seqNo() < other.done.seqNo()
                : done.primaryTerm() < other.done.primaryTerm();
    }

    /** Whether the record is there after it. */
    boolean leavesThere() {
        return !(operation.effect() instanceof Effect.Remove);
    }

    /** What the answer says of before: whether the record was there; empty if it says nothing. */
    Optional<Boolean> foundThere() {
        boolean absentIfNotFound =
                operation.effect() instanceof Effect.Merge || operation.effect() instanceof Effect.Remove;
        return switch (done.status()) {
            case 200 -> Optional.of(true);
            case 201 -> Optional.of(false);
            case 404 -> absentIfNotFound ? Optional.of(false) : Optional.empty();
            default -> Optional.empty();
        };
    }

    boolean isIn(int epoch) {
        return earliest == epoch && latest == epoch;
    }

    private boolean inOneEpochBefore(Event other) {
        return earliest == latest && other.isIn(earliest) && placedBefore(other);
    }
}
