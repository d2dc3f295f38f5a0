package io.godwit.console.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.role.ReplayLimits;
import io.godwit.console.workflow.LogEntry.What;
import io.godwit.console.workflow.MigrationState.Begun;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationStateTest {
    private static final LogEntry EQUAL = entry(Step.VERIFY, What.DONE, Map.of("equal", "true", "summary", "10 equal"));

    /** Later attempts may compare what the first one read. */
    @Test
    void aVerificationBuildsOnTheFirstAttemptSinceTheLastResult() {
        assertThat(folded(EQUAL, started(3), started(5)).begun()).contains(new Begun(3));
        assertThat(folded(started(3), entry(Step.VERIFY, What.FAILED, Map.of("reason", "cut")), started(5))
                        .begun())
                .contains(new Begun(3));
        assertThat(folded(started(3), EQUAL).begun()).isEmpty();
        assertThat(folded(started(3), EQUAL, started(5)).begun()).contains(new Begun(5));
    }

    @Test
    void aVerificationBuildsOnNothingFromBeforeASwing() {
        LogEntry swung = entry(Step.SWING, What.DONE, Map.of("side", "TARGET", "epoch", "1"));

        assertThat(folded(started(3), swung).begun()).isEmpty();
        assertThat(folded(started(3), swung, started(0)).begun()).contains(new Begun(0));
    }

    /** A process that died while comparing has left a begin and no end. */
    @Test
    void aVerificationThatBeganTakesTheOlderResultOutOfForce() {
        MigrationState state = folded(EQUAL, started(3));

        assertThat(state.verification()).isEmpty();
        assertThat(state.isDone(Step.VERIFY)).isFalse();
        assertThat(folded(EQUAL, started(3), EQUAL).verification()).isPresent();
    }

    @Test
    void anAttemptThatDoesNotTellItsDeadLettersLetsNoneBeSettled() {
        assertThat(folded(entry(Step.VERIFY, What.STARTED, Map.of()), started(5))
                        .begun())
                .contains(new Begun(0));
    }

    @Test
    void limitsThatWereSetStaySetOverSwingsAndResults() {
        LogEntry swung = entry(Step.SWING, What.DONE, Map.of("side", "TARGET", "epoch", "1"));
        ReplayLimits first = new ReplayLimits(2.5, 3);
        ReplayLimits last = new ReplayLimits(0, 8);

        assertThat(folded(EQUAL).limits()).isEmpty();
        assertThat(folded(set(first), started(3), EQUAL, swung).limits()).contains(first);
        assertThat(folded(set(first), swung, set(last)).limits()).contains(last);
    }

    private static LogEntry set(ReplayLimits limits) {
        return entry(Step.CATCH_UP, What.COMMANDED, MigrationState.detail(limits));
    }

    private static MigrationState folded(LogEntry... entries) {
        return MigrationState.of(Stream.of(entries).toList());
    }

    private static LogEntry started(long deadLetters) {
        return entry(Step.VERIFY, What.STARTED, Map.of("dead-letters", Long.toString(deadLetters)));
    }

    private static LogEntry entry(Step step, What what, Map<String, String> detail) {
        return new LogEntry(step, what, detail, "test", Instant.EPOCH);
    }
}
