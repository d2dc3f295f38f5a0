package io.godwit.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.CaptureStatus;
import io.godwit.console.role.ReplayStatus;
import io.godwit.console.verdict.Verdict;
import io.godwit.console.workflow.MigrationState;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.KafkaUnavailableException;
import io.godwit.schemas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ProgressScreenTest {
    private static final WorkflowStatus READY = new WorkflowStatus(
            MigrationState.NEW,
            Optional.empty(),
            Optional.empty(),
            new Verdict(true, List.of()),
            new CaptureStatus(true, true, false, false, Side.SOURCE, 0, 0, 0, 0, 0),
            List.of(),
            new BackfillStatus(0, 0, true),
            new ReplayStatus(0, 0, 0, 0, 0, 0, "nothing"));

    private final List<String> said = new ArrayList<>();
    private Supplier<WorkflowStatus> status = () -> READY;

    @Test
    void shouldGoOnWhenTheStatusCannotBeReadAndSayWhyOnce() {
        ProgressScreen screen = new ProgressScreen(() -> status.get(), said::add);
        screen.show();

        status = ProgressScreenTest::unavailable;
        assertThat(screen.show()).isEmpty();
        assertThat(screen.show()).isEmpty();
        status = () -> READY;
        assertThat(screen.show()).contains(READY);
        status = ProgressScreenTest::unavailable;
        screen.show();

        String trouble = "STATUS UNKNOWN, the migration goes on: reading offsets failed at kafka:9092";
        assertThat(said).hasSize(4);
        assertThat(said.get(1)).isEqualTo(trouble);
        assertThat(said.get(2)).contains("READY");
        assertThat(said.get(3)).isEqualTo(trouble);
    }

    private static WorkflowStatus unavailable() {
        throw new KafkaUnavailableException("reading offsets failed at kafka:9092", null);
    }
}
