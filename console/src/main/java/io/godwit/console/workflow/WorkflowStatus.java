package io.godwit.console.workflow;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.CaptureStatus;
import io.godwit.console.role.ReplayStatus;
import io.godwit.console.role.Stage;
import io.godwit.console.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A migration at one moment.
 *
 * @param running the step under way; empty when there is nothing to do but to follow
 * @param problem what made the last step fail, until it succeeds
 */
public record WorkflowStatus(
        MigrationState state,
        Optional<Step> running,
        Optional<String> problem,
        Verdict verdict,
        CaptureStatus capture,
        List<Stage> stages,
        BackfillStatus backfill,
        ReplayStatus replay) {

    public WorkflowStatus {
        stages = List.copyOf(stages);
    }
}
