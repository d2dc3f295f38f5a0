package io.godwit.console.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.Side;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastDecisionTest {
    private static final long WHEN_HELD = 4_711;

    private final MemoryLog log = new MemoryLog();
    private final Map<Side, Long> recorded = new EnumMap<>(Map.of(Side.SOURCE, WHEN_HELD, Side.TARGET, 12L));

    @BeforeEach
    void decideToSwing() {
        append(Step.CAPTURE, LogEntry.What.DONE, Map.of());
        append(Step.VERIFY, LogEntry.What.DONE, Map.of("equal", "true", "summary", "all equal"));
        append(Step.SWING, LogEntry.What.STARTED, Map.of("to", "TARGET"));
        append(
                Step.SWING,
                LogEntry.What.DONE,
                Map.of("side", "TARGET", "epoch", "1", "recorded", Long.toString(WHEN_HELD)));
    }

    @Test
    void standsWhenNothingWasWrittenWhereClientsWere() {
        recorded.put(Side.TARGET, 900L);

        MigrationState state = settle();

        assertThat(state.side()).isEqualTo(Side.TARGET);
        assertThat(state.epoch()).isEqualTo(1);
        assertThat(log.lines()).hasSize(4);
    }

    @Test
    void isTakenBackWhenClientsWroteOnWhereTheyWere() {
        recorded.put(Side.SOURCE, WHEN_HELD + 3);

        MigrationState state = settle();

        assertThat(state.side()).isEqualTo(Side.SOURCE);
        assertThat(state.epoch()).isZero();
        assertThat(state.verification()).as("what was proved before the swing").isEmpty();
        assertThat(state.isDone(Step.CAPTURE)).isTrue();
        assertThat(log.lines()).endsWith("swing DONE", "swing ABORTED");
        assertThat(MigrationState.of(log.read())).isEqualTo(state);
    }

    @Test
    void isNotDoubtedOnceTheMigrationWentOn() {
        append(Step.CATCH_UP, LogEntry.What.STARTED, Map.of());
        recorded.put(Side.SOURCE, WHEN_HELD + 3);

        assertThat(settle().side()).isEqualTo(Side.TARGET);
    }

    @Test
    void isFoundInAnEmptyLogToo() {
        assertThat(LastDecision.settle(new MemoryLog(), recorded::get)).isEqualTo(MigrationState.NEW);
    }

    private MigrationState settle() {
        return LastDecision.settle(log, recorded::get);
    }

    private void append(Step step, LogEntry.What what, Map<String, String> detail) {
        log.append(new LogEntry(step, what, detail, "test", Instant.EPOCH));
    }
}
