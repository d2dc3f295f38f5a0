package io.godwit.console.workflow;

import io.godwit.console.role.ReplayLimits;
import java.util.Optional;

/** What an operator can ask of a running migration. */
public sealed interface Order {

    /** Move clients to the other side. */
    record SwingOver(boolean back) implements Order {}

    /** Compare both sides again. */
    record Verify() implements Order {}

    /** Mend what the last verification found, or one now if that is not known; then compare again. */
    record Repair() implements Order {}

    /** Change the replayer's limits, those that are given. */
    record Limit(Optional<Double> maxMbps, Optional<Integer> maxInflightRequests) implements Order {
        /** All limits when those that are not given stay what they are. */
        ReplayLimits over(ReplayLimits now) {
            return new ReplayLimits(
                    maxMbps.orElse(now.maxMbps()), maxInflightRequests.orElse(now.maxInflightRequests()));
        }
    }
}
