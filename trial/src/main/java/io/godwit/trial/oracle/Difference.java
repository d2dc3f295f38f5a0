package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import java.util.List;

/**
 * A record that does not hold what it should.
 *
 * @param what is wrong, in one line
 * @param sourceHolds what the source holds
 * @param targetHolds what the target holds
 * @param allowed what it may hold, and why
 * @param operations that clients sent on this record, in the order in which they began
 */
public record Difference(
        RecordKey record,
        String what,
        String sourceHolds,
        String targetHolds,
        List<String> allowed,
        List<String> operations) {
    public Difference {
        allowed = List.copyOf(allowed);
        operations = List.copyOf(operations);
    }

    /** Everything about it, for people. */
    public String text() {
        return record + ": " + what
                + "\n  source holds  " + sourceHolds
                + "\n  target holds  " + targetHolds
                + "\n  allowed       " + String.join("\n                ", allowed)
                + "\n  operations\n    " + String.join("\n    ", operations) + "\n";
    }

    @Override
    public String toString() {
        return record + ": " + what;
    }
}
