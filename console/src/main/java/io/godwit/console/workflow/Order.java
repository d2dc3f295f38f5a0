package io.godwit.console.workflow;

import io.godwit.console.role.ReplayLimits;

/** What an operator can ask of a running migration. */
public sealed interface Order {

    /** Move clients to the other side. */
    record SwingOver(boolean back) implements Order {}

    /** Compare both sides again. */
    record Verify() implements Order {}

    /** Mend what the last verification found, then compare again. */
    record Repair() implements Order {}

    /** Change the replayer's limits. */
    record Limit(ReplayLimits limits) implements Order {}
}
