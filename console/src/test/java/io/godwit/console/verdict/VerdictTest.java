package io.godwit.console.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.CaptureStatus;
import io.godwit.console.role.ReplayStatus;
import io.godwit.console.role.Stage;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final CaptureStatus WELL = capture(true, true, 0);
    private static final ReplayStatus NO_DEAD_LETTERS = new ReplayStatus(9, 0, 0, 0, 0, 0, "nothing");
    private static final Facts.Verification EQUAL = new Facts.Ended(true, Duration.ofMinutes(1), "all equal");
    private static final Optional<BackfillStatus> LISTED = Optional.of(new BackfillStatus(5, 5, true));

    @Test
    void isReadyWhenNothingSpeaksAgainstIt() {
        assertThat(Verdict.of(facts(WELL, List.of(new Stage("edits", 12)), LISTED, NO_DEAD_LETTERS, EQUAL)))
                .isEqualTo(new Verdict(true, List.of()));
    }

    @Test
    void namesEveryReasonAtOnce() {
        ReplayStatus dead = new ReplayStatus(0, 0, 0, 0, 0, 3, "nothing");
        Facts facts = new Facts(
                capture(false, false, 2),
                List.of(new Stage("traffic", 90_000), new Stage("rescans", 1)),
                Optional.of(new BackfillStatus(10, 40, false)),
                dead,
                new Facts.Ended(false, Duration.ZERO, "1 missing"),
                List.of("metadata: no such field"));

        assertThat(Verdict.of(facts).reasons())
                .containsExactly(
                        "a capture proxy is not healthy",
                        "not all capture proxies are capturing",
                        "2 gaps in the capture are not repaired",
                        "backfill: 10 of 40 records listed",
                        "traffic: 90000 waiting",
                        "rescans: 1 waiting",
                        "3 dead letters: these records may differ; repair and verify",
                        "last verification: 1 missing",
                        "metadata: no such field");
    }

    @Test
    void isNotReadyWhileAProxyRefusesWrites() {
        CaptureStatus sealed = new CaptureStatus(true, true, true, true, Side.SOURCE, 0, 0, 0, 0, 0);

        assertThat(Verdict.of(facts(sealed, List.of(), LISTED, NO_DEAD_LETTERS, EQUAL))
                        .reasons())
                .containsExactly("a capture proxy is sealed: it refuses writes until it is told where they go");
    }

    @Test
    void tellsWhatPassesByItselfFromWhatDoesNot() {
        List<Stage> waiting = List.of(new Stage("rescans", 1), new Stage("edits", 90_000));
        Verdict passing = Verdict.of(facts(WELL, waiting, LISTED, NO_DEAD_LETTERS, EQUAL));
        assertThat(passing.ready()).isFalse();
        assertThat(passing.passing()).isTrue();

        List<Stage> refused = List.of(new Stage("rescans", 1), new Stage("definitions", 1));
        assertThat(Verdict.of(facts(WELL, refused, LISTED, NO_DEAD_LETTERS, EQUAL))
                        .passing())
                .isFalse();
        assertThat(Verdict.of(facts(WELL, waiting, LISTED, NO_DEAD_LETTERS, new Facts.Never()))
                        .passing())
                .isFalse();
    }

    @Test
    void failsClosedWithoutAVerification() {
        assertThat(Verdict.of(facts(WELL, List.of(), LISTED, NO_DEAD_LETTERS, new Facts.Never()))
                        .reasons())
                .containsExactly("not verified yet");
        assertThat(Verdict.of(facts(WELL, List.of(), LISTED, NO_DEAD_LETTERS, new Facts.Unfinished()))
                        .reasons())
                .containsExactly("the verification has not come to its end yet");
    }

    @Test
    void anOldVerificationSaysNothing() {
        Facts.Verification old = new Facts.Ended(true, Duration.ofHours(25), "all equal");
        assertThat(Verdict.of(facts(WELL, List.of(), LISTED, NO_DEAD_LETTERS, old))
                        .ready())
                .isFalse();
    }

    private static Facts facts(
            CaptureStatus capture,
            List<Stage> stages,
            Optional<BackfillStatus> backfill,
            ReplayStatus replay,
            Facts.Verification verified) {
        return new Facts(capture, stages, backfill, replay, verified, List.of());
    }

    private static CaptureStatus capture(boolean healthy, boolean capturing, long gaps) {
        return new CaptureStatus(healthy, capturing, false, false, Side.SOURCE, 0, 0, 0, 0, gaps);
    }
}
