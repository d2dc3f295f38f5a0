package io.godwit.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.workflow.LogEntry;
import io.godwit.console.workflow.Step;
import io.godwit.schemas.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwingsTest {
    private static final Instant AT = Instant.parse("2026-11-21T19:03:12.114Z");
    private static final String TOPIC = "godwit.workflow";

    @Test
    void shouldTellASwingThatWasTakenBackAsNoMove() {
        List<Fact> swings = Swings.of(
                List.of(
                        entry(Step.CAPTURE, LogEntry.What.DONE, Map.of()),
                        entry(Step.SWING, LogEntry.What.STARTED, Map.of("side", "TARGET", "epoch", "1")),
                        entry(Step.SWING, LogEntry.What.DONE, Map.of("side", "TARGET", "epoch", "1")),
                        entry(Step.SWING, LogEntry.What.ABORTED, Map.of("side", "SOURCE", "epoch", "0"))),
                TOPIC);

        assertThat(swings)
                .containsExactly(
                        new Fact.Swung(AT, new Place(TOPIC, 0, 2), Fact.Swing.MOVED, Side.TARGET, 1),
                        new Fact.Swung(AT, new Place(TOPIC, 0, 3), Fact.Swing.TAKEN_BACK, Side.SOURCE, 0));
    }

    @Test
    void shouldTellNothingOfASwingThatWasNeverDecided() {
        assertThat(Swings.of(
                        List.of(entry(
                                Step.SWING, LogEntry.What.ABORTED, Map.of("reason", "clients were held too long"))),
                        TOPIC))
                .isEmpty();
    }

    private static LogEntry entry(Step step, LogEntry.What what, Map<String, String> detail) {
        return new LogEntry(step, what, detail, "console", AT);
    }
}
