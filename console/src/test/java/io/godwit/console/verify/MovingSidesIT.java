package io.godwit.console.verify;

import static io.godwit.console.verify.Trial.INDEX;
import static io.godwit.console.verify.Trial.doc;
import static io.godwit.console.verify.Trial.documents;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.verify.Pair.Doc;
import io.godwit.sandbox.SearchVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients write and the copy follows while both are compared. */
class MovingSidesIT {
    @TempDir
    Path directory;

    private Trial trial;

    @BeforeEach
    void open() {
        trial = Trial.of(SearchVersion.ELASTICSEARCH_6_8, SearchVersion.OPENSEARCH_3, directory);
    }

    @AfterEach
    void leaveNothing() {
        trial.close();
    }

    @Test
    void shouldNotReportWhatArrivesBeforeItIsLookedAtAgain() {
        trial.pair.createBoth(INDEX);
        Map<Doc, Long> revisions = trial.pair.write(INDEX, documents(50));
        AtomicInteger caughtUp = new AtomicInteger();
        CatchUp lateReplay = _ -> {
            caughtUp.incrementAndGet();
            trial.pair.follow(INDEX, revisions);
            return true;
        };

        VerificationReport report = trial.verify(
                new Expectation.Revisions(0), new Rechecks(lateReplay, Duration.ofSeconds(9), 4, Duration.ofMillis(1)));

        assertThat(report).isInstanceOf(VerificationReport.Equal.class);
        assertThat(caughtUp).hasValue(1);
    }

    @Test
    void shouldLookAtARecordThatMovesUntilItRests() {
        trial.pair.createBoth(INDEX);
        Doc moving = Doc.of("moving", "{\"n\":0}");
        trial.pair.write(INDEX, List.of(moving));
        AtomicInteger round = new AtomicInteger();
        CatchUp threeWritesBehind = _ -> {
            if (round.incrementAndGet() <= 3) {
                trial.pair.write(INDEX, List.of(Doc.of("moving", "{\"n\":" + round + "}")));
            } else {
                trial.pair.writeBoth(INDEX, List.of(Doc.of("moving", "{\"n\":9}")));
            }
            return true;
        };

        VerificationReport report = trial.verify(
                new Expectation.Revisions(0),
                new Rechecks(threeWritesBehind, Duration.ofSeconds(9), 6, Duration.ofMillis(1)));

        assertThat(report).isInstanceOf(VerificationReport.Equal.class);
        assertThat(round).hasValue(4);
    }

    @Test
    void shouldNotTakeARecordThatNeverRestsForEqual() {
        trial.pair.createBoth(INDEX);
        trial.pair.write(INDEX, List.of(Doc.of("moving", "{\"n\":0}")));
        AtomicInteger round = new AtomicInteger();
        CatchUp alwaysBehind = _ -> {
            trial.pair.write(INDEX, List.of(Doc.of("moving", "{\"n\":" + round.incrementAndGet() + "}")));
            return true;
        };

        VerificationReport report = trial.verify(
                new Expectation.Revisions(0),
                new Rechecks(alwaysBehind, Duration.ofSeconds(9), 3, Duration.ofMillis(1)));

        assertThat(report).isInstanceOf(VerificationReport.Failed.class);
        assertThat(report.summary()).isEqualTo("verification failed: 1 records still moved after 3 looks");
    }

    @Test
    void shouldFailWhenTheCopyDoesNotCatchUp() {
        trial.pair.createBoth(INDEX);
        trial.pair.write(INDEX, List.of(doc(1)));

        VerificationReport report = trial.verify(
                new Expectation.Revisions(0), new Rechecks(_ -> false, Duration.ofSeconds(7), 3, Duration.ZERO));

        assertThat(report.summary())
                .isEqualTo("verification failed: the copy did not catch up within 7 s,"
                        + " so mismatches could not be looked at again");
    }
}
