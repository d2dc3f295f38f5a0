package io.godwit.console.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.console.role.ReplayLimits;
import io.godwit.console.role.ScriptedCapture;
import io.godwit.console.role.ScriptedFlow;
import io.godwit.console.swing.SwingSettings;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private static final RecordKey BROKEN = RecordKey.of("products", "7");

    private final ScriptedCapture capture = new ScriptedCapture();
    private final ScriptedFlow forward = new ScriptedFlow(Side.SOURCE);
    private final ScriptedFlow back = new ScriptedFlow(Side.TARGET);
    private final MemoryLog log = new MemoryLog();
    private final ScriptedComparison comparison = new ScriptedComparison();

    @Test
    void runsToReadyAndSwingsThereAndBack() {
        try (Workflow workflow = start()) {
            awaitReady(workflow);
            assertThat(forward.calls).containsExactly("open 0", "metadata", "backfill", "sweep");

            assertThat(workflow.submit(new Order.SwingOver(false)).join().done())
                    .isTrue();
            assertThat(workflow.status().state().side()).isEqualTo(Side.TARGET);
            awaitReady(workflow);
            assertThat(back.calls).containsExactly("arm 1", "open 1", "sweep");

            assertThat(workflow.submit(new Order.SwingOver(true)).join().done()).isTrue();
            awaitReady(workflow);
            assertThat(workflow.status().state().epoch()).isEqualTo(2);
            assertThat(capture.calls).contains("release TARGET 1", "release SOURCE 2");
        }
    }

    @Test
    void goesOnWhereTheLogEnds() {
        try (Workflow first = start()) {
            awaitReady(first);
            first.submit(new Order.SwingOver(false)).join();
            awaitReady(first);
        }
        forward.close();
        back.close();
        forward.calls.clear();
        back.calls.clear();

        try (Workflow second = start()) {
            awaitReady(second);
            assertThat(second.status().state().side()).isEqualTo(Side.TARGET);
            assertThat(back.calls).containsExactly("open 1");
            assertThat(forward.calls).isEmpty();
        }
    }

    @Test
    void aDifferenceKeepsItFromSwingingUntilRepaired() {
        comparison.differing = List.of(BROKEN);
        try (Workflow workflow = start()) {
            awaitVerified(workflow);
            assertThat(workflow.submit(new Order.SwingOver(false)).join().text())
                    .contains("NOT READY", "1 different");

            comparison.differing = List.of();
            assertThat(workflow.submit(new Order.Repair()).join()).isEqualTo(Answer.done("1 repaired: 10 equal"));
            assertThat(forward.calls).contains("repair [products/7]");
            assertThat(workflow.status().verdict().ready()).isTrue();
        }
    }

    @Test
    void repairsAllThatDiffersAfterARestart() {
        comparison.differing = List.of(BROKEN, RecordKey.of("products", "8"), RecordKey.of("products", "9"));
        try (Workflow first = start()) {
            awaitVerified(first);
        }

        try (Workflow second = start()) {
            comparison.differing = List.of();
            assertThat(second.submit(new Order.Repair()).join()).isEqualTo(Answer.done("3 repaired: 10 equal"));
            assertThat(forward.calls).containsSubsequence("repair [products/7, products/8]", "repair [products/9]");
        }
    }

    /** Its data directory is another one, or the difference is newer than the verification. */
    @Test
    void verifiesBeforeItRepairsWhenItDoesNotKnowWhatDiffers() {
        try (Workflow workflow = start()) {
            awaitReady(workflow);
            assertThat(workflow.submit(new Order.Repair()).join())
                    .isEqualTo(Answer.done("nothing to repair: 10 equal"));

            comparison.differing = List.of(BROKEN);
            assertThat(workflow.submit(new Order.Repair()).join())
                    .isEqualTo(new Answer(Answer.Outcome.NOT_DONE, "1 repaired: 1 different"));
            comparison.remembered = List.of();
            assertThat(workflow.submit(new Order.Repair()).join().text()).isEqualTo("1 repaired: 1 different");
            assertThat(forward.calls.stream().filter("repair [products/7]"::equals))
                    .hasSize(2);
        }
    }

    /** What the first attempt read is compared by the second one, in whatever process. */
    @Test
    void aResumedComparisonSettlesNoDeadLetterThatIsNewerThanWhatItCompares() {
        forward.deadLetters = 1;
        comparison.onCompare = () -> {
            forward.deadLetters = 2;
            fail();
        };
        try (Workflow first = start()) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> first.status().problem().isPresent());
        }
        comparison.onCompare = () -> {};

        try (Workflow second = start()) {
            awaitVerified(second);
            assertThat(second.status().verdict().reasons())
                    .containsExactly("1 dead letters: these records may differ; repair and verify");

            assertThat(second.submit(new Order.Verify()).join().done()).isTrue();
            assertThat(second.status().verdict().ready()).isTrue();
        }
    }

    @Test
    void aVerificationThatFailsTakesTheOlderResultOutOfForceAndIsDoneAgain() {
        CountDownLatch again = new CountDownLatch(1);
        try (Workflow workflow = start()) {
            awaitReady(workflow);
            Iterator<Runnable> attempts = List.<Runnable>of(WorkflowTest::fail, () -> awaitRelease(again))
                    .iterator();
            comparison.onCompare = () -> attempts.next().run();

            assertThat(workflow.submit(new Order.Verify()).join()).isEqualTo(Answer.failed("shard 3 failed"));
            assertThat(workflow.status().verdict().reasons())
                    .containsExactly("the verification has not come to its end yet", "verify: shard 3 failed");
            assertThat(workflow.submit(new Order.SwingOver(false)).join())
                    .isEqualTo(Answer.refused("not now: step verify is under way"));
            assertThat(log.lines()).contains("verify FAILED");

            again.countDown();
            awaitReady(workflow);
        }
    }

    @Test
    void refusesASwingWhileTheBackfillRuns() {
        forward.backfillFinished = false;
        try (Workflow workflow = start()) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> workflow.status()
                            .running()
                            .filter(Step.BACKFILL::equals)
                            .isPresent());
            assertThat(workflow.submit(new Order.SwingOver(false)).join())
                    .isEqualTo(Answer.refused("not now: step backfill is under way"));
        }
        assertThat(log.lines()).endsWith("backfill STARTED");
    }

    @Test
    void changesOnlyTheLimitThatIsGivenAndForBothWays() {
        forward.limit(new ReplayLimits(20, 2));
        forward.backfillFinished = false;
        try (Workflow workflow = start()) {
            Order limit = new Order.Limit(Optional.empty(), Optional.of(5));

            assertThat(workflow.submit(limit).join())
                    .isEqualTo(Answer.done("replayer.max.mbps=20.0, replayer.max.inflight.requests=5"));
            assertThat(forward.limits()).isEqualTo(new ReplayLimits(20, 5));
            assertThat(back.limits()).isEqualTo(new ReplayLimits(20, 5));
            assertThat(MigrationState.of(log.read()).limits()).contains(new ReplayLimits(20, 5));
        }
    }

    private static void awaitRelease(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void fail() {
        throw new IllegalStateException("shard 3 failed");
    }

    private Workflow start() {
        return Workflow.start(new WorkflowParts(
                capture,
                forward,
                back,
                comparison,
                log,
                new SwingSettings(Duration.ofMillis(500), Duration.ofMillis(100))));
    }

    private static void awaitReady(Workflow workflow) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> workflow.status().verdict().ready()
                        && workflow.status().running().isEmpty());
    }

    private static void awaitVerified(Workflow workflow) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> workflow.status().running().isEmpty()
                        && workflow.status().state().verification().isPresent());
    }
}
