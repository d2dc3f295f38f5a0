package io.godwit.app.cli;

import io.godwit.console.workflow.WorkflowStatus;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Says where a migration is, line by line. That it cannot be said for a while, because Kafka or a cluster does not answer,
 * is said once and ends nothing: clients write through the proxy of this process.
 */
final class ProgressScreen {
    private final ProgressLine line = new ProgressLine();
    private final Supplier<WorkflowStatus> status;
    private final Consumer<String> say;
    private String trouble = "";

    ProgressScreen(Supplier<WorkflowStatus> status, Consumer<String> say) {
        this.status = status;
        this.say = say;
    }

    /** Says the present status, or why it is not known. */
    Optional<WorkflowStatus> show() {
        try {
            WorkflowStatus now = status.get();
            trouble = "";
            say.accept(line.of(now));
            return Optional.of(now);
        } catch (RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(trouble)) {
                trouble = why;
                say.accept("STATUS UNKNOWN, the migration goes on: " + why);
            }
            return Optional.empty();
        }
    }
}
