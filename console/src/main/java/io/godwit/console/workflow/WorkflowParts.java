package io.godwit.console.workflow;

import io.godwit.console.role.Capture;
import io.godwit.console.role.Flow;
import io.godwit.console.swing.SwingSettings;
import io.godwit.schemas.Side;

/**
 * What a workflow commands.
 *
 * @param forward from source to target
 * @param back from target to source
 */
public record WorkflowParts(
        Capture capture, Flow forward, Flow back, Comparison comparison, MigrationLog log, SwingSettings swing) {

    public WorkflowParts {
        if (forward.from() != Side.SOURCE || back.from() != Side.TARGET) {
            throw new IllegalArgumentException("flows are the wrong way round");
        }
    }

    /** The flow that carries the writes of clients on {@code side}. */
    Flow flowFrom(Side side) {
        return side == Side.SOURCE ? forward : back;
    }

    Flow flowTo(Side side) {
        return side == Side.SOURCE ? back : forward;
    }
}
