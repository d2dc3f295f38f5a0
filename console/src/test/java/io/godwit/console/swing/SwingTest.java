package io.godwit.console.swing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.console.role.ScriptedCapture;
import io.godwit.console.role.ScriptedFlow;
import io.godwit.console.role.Stage;
import io.godwit.console.verdict.Verdict;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SwingTest {
    private static final Verdict READY = new Verdict(true, List.of());
    private static final SwingSettings QUICK = new SwingSettings(Duration.ofMillis(200), Duration.ofMillis(50));

    private final ScriptedCapture capture = new ScriptedCapture();
    private final ScriptedFlow forward = new ScriptedFlow(Side.SOURCE);
    private final ScriptedFlow back = new ScriptedFlow(Side.TARGET);
    private final List<String> decisions = new ArrayList<>();
    private boolean decisionFails;

    @Test
    void movesClientsOnlyAfterTheDecisionIsDurable() {
        SwingOutcome outcome = swing(() -> READY);

        assertThat(outcome).isInstanceOfSatisfying(SwingOutcome.Swung.class, swung -> {
            assertThat(swung.side()).isEqualTo(Side.TARGET);
            assertThat(swung.epoch()).isEqualTo(1);
        });
        assertThat(decisions).containsExactly("decided TARGET 1 at 100 after [hold, seal]");
        assertThat(capture.calls).containsExactly("hold", "seal", "release TARGET 1");
        assertThat(back.calls).containsExactly("arm 1");
        assertThat(forward.calls).containsExactly("refresh", "refresh", "close");
    }

    @Test
    void makesFindableWhatWasWrittenUntilClientsWereHeld() {
        List<List<String>> heldAtRefresh = new ArrayList<>();
        forward.onRefresh = () -> heldAtRefresh.add(List.copyOf(capture.calls));

        assertThat(swing(() -> READY)).isInstanceOf(SwingOutcome.Swung.class);
        assertThat(heldAtRefresh).containsExactly(List.of(), List.of("hold"));
    }

    @Test
    void abortsWhenTheOtherSideIsNotRefreshedInTime() {
        forward.refreshes = false;

        assertThat(swing(() -> READY))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted ->
                                assertThat(aborted.reason()).isEqualTo("not refreshed within swing.hold.max.ms=200"));
        assertThat(capture.calls).containsExactly("hold", "release SOURCE 0");
    }

    @Test
    void abortsWhenTheOtherSideCannotBeRefreshed() {
        forward.onRefresh = () -> {
            throw new IllegalStateException("3 shards failed");
        };

        assertThat(swing(() -> READY))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason()).contains("3 shards failed"));
        assertThat(capture.status().side()).isEqualTo(Side.SOURCE);
    }

    /** What is recorded from here on shows that clients were let go to where they had been. */
    @Test
    void decidesWithWhatWasRecordedWhenClientsWereHeld() {
        capture.onHold = () -> forward.recorded = 117;
        forward.onRefresh = () -> forward.recorded = 122;

        assertThat(swing(() -> READY)).isInstanceOf(SwingOutcome.Swung.class);
        assertThat(decisions).containsExactly("decided TARGET 1 at 117 after [hold, seal]");
    }

    @Test
    void decidesNothingOnceProxiesHaveLetGo() {
        List<Verdict> verdicts = new ArrayList<>(List.of(READY, READY));
        forward.onRefresh = capture::letGo;

        assertThat(swing(verdicts::removeFirst))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason()).startsWith("clients are not held any more"));
        assertThat(decisions).isEmpty();
    }

    @Test
    void disarmsTheWayBackWhenAnythingFailsBeforeClientsAreHeld() {
        forward.failing = true;

        assertThat(swing(() -> READY))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason()).contains("Kafka is away"));
        assertThat(back.calls).containsExactly("arm 1", "close");
        assertThat(capture.calls).isEmpty();
    }

    @Test
    void isRefusedWithTheVerdictsReasons() {
        SwingOutcome outcome = swing(() -> new Verdict(false, List.of("not verified yet")));

        assertThat(outcome).isEqualTo(new SwingOutcome.Aborted("NOT READY: not verified yet", Duration.ZERO));
        assertThat(capture.calls).isEmpty();
        assertThat(back.calls).isEmpty();
    }

    @Test
    void goesOnWhenWhatIsOnItsWayPassesInTheTimeThatClientsMayBeHeld() {
        List<Verdict> verdicts =
                new ArrayList<>(List.of(new Verdict(false, true, List.of("rescans: 3 waiting")), READY));

        assertThat(swing(verdicts::removeFirst)).isInstanceOf(SwingOutcome.Swung.class);
    }

    @Test
    void holdsNobodyWhenWhatIsOnItsWayTakesTooLong() {
        forward.catchesUp = false;

        assertThat(swing(() -> new Verdict(false, true, List.of("rescans: 3 waiting"))))
                .isEqualTo(new SwingOutcome.Aborted("NOT READY: rescans: 3 waiting", Duration.ZERO));
        assertThat(capture.calls).isEmpty();
    }

    @Test
    void holdsClientsOnlyOnceNothingWorksInRounds() {
        forward.stages = List.of(Stage.inRounds("rescans", 1));
        List<List<Stage>> seen = new ArrayList<>();
        capture.onHold = () -> seen.add(forward.stages);
        SwingSettings patient = new SwingSettings(Duration.ofMillis(200), Duration.ofMinutes(1));
        Thread.startVirtualThread(() -> {
            await().pollDelay(Duration.ofMillis(100)).until(() -> !back.calls.isEmpty());
            forward.stages = List.of(Stage.inRounds("rescans", 0), new Stage("edits", 0));
        });

        assertThat(swing(() -> READY, patient)).isInstanceOf(SwingOutcome.Swung.class);
        assertThat(seen).singleElement().satisfies(stages -> assertThat(stages).allMatch(one -> one.waiting() == 0));
    }

    @Test
    void holdsClientsAllTheSameWhenSomethingAlwaysWorksInRounds() {
        forward.stages = List.of(Stage.inRounds("rescans", 1));
        capture.onHold = () -> forward.stages = List.of(Stage.inRounds("rescans", 0));

        assertThat(swing(() -> READY)).isInstanceOf(SwingOutcome.Swung.class);
    }

    @Test
    void abortsToWhereClientsWereWhenDrainingTakesTooLong() {
        forward.stages = List.of(new Stage("edits", 3));

        assertThat(swing(() -> READY))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason())
                                .contains("not drained within swing.hold.max.ms=200", "edits"));
        assertThat(capture.calls).containsExactly("hold", "release SOURCE 0");
        assertThat(decisions).isEmpty();
        assertThat(back.calls).containsExactly("arm 1", "close");
        assertThat(forward.calls).doesNotContain("close");
    }

    @Test
    void abortsWhenTheVerdictTurnsRedWhileDraining() {
        List<Verdict> verdicts = new ArrayList<>(List.of(READY, new Verdict(false, List.of("1 dead letters"))));

        assertThat(swing(verdicts::removeFirst))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason()).contains("1 dead letters"));
        assertThat(capture.status().side()).isEqualTo(Side.SOURCE);
    }

    @Test
    void decidesNothingWhenProxiesCannotBeSealed() {
        capture.refusesSeal = true;

        assertThat(swing(() -> READY))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason()).contains("not held any more", "proxy-1"));
        assertThat(capture.calls).containsExactly("hold", "release SOURCE 0");
        assertThat(decisions).isEmpty();
    }

    @Test
    void undoesTheDecisionWhenProxiesLetGoAfterAll() {
        capture.refusesRelease = true;

        assertThat(swing(() -> READY)).isInstanceOf(SwingOutcome.Aborted.class);
        assertThat(decisions)
                .containsExactly("decided TARGET 1 at 100 after [hold, seal]", "undone SOURCE 0 after [hold, seal]");
        assertThat(forward.calls).doesNotContain("close");
    }

    /** Some proxies may have let clients in at the other side already. */
    @Test
    void carriesOutWhatIsDecidedHoweverOftenProxiesCannotBeTold() {
        capture.releasesThatFail = 2;

        assertThat(swing(() -> READY)).isInstanceOf(SwingOutcome.Swung.class);
        assertThat(capture.calls).containsExactly("hold", "seal", "release TARGET 1");
        assertThat(decisions).containsExactly("decided TARGET 1 at 100 after [hold, seal]");
    }

    /** It is told by the log where they go, so the log is not to say anything else now. */
    @Test
    void leavesProxiesSealedWhenItIsStoppedAfterItsDecision() throws InterruptedException {
        capture.releasesThatFail = Integer.MAX_VALUE;
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread swinging = Thread.ofPlatform()
                .uncaughtExceptionHandler((_, thrown) -> end.set(thrown))
                .start(() -> swing(() -> READY));
        await().until(() -> capture.releasesThatFail < Integer.MAX_VALUE);

        swinging.interrupt();
        swinging.join();

        assertThat(end.get()).hasMessageContaining("released at the next start");
        assertThat(capture.status().sealed()).isTrue();
        assertThat(decisions).containsExactly("decided TARGET 1 at 100 after [hold, seal]");
        assertThat(back.calls).containsExactly("arm 1");
    }

    /** Else a crash in between would leave a decision in the log that others do not abide by. */
    @Test
    void takesBackADecisionThatMayBecomeDurableLaterBeforeItLetsAnybodyGo() {
        decisionFails = true;

        assertThat(swing(() -> READY))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason()).contains("Kafka is away"));
        assertThat(capture.calls).containsExactly("hold", "seal", "release SOURCE 0");
        assertThat(decisions)
                .containsExactly("decided TARGET 1 at 100 after [hold, seal]", "undone SOURCE 0 after [hold, seal]");
        assertThat(back.calls).containsExactly("arm 1", "close");
    }

    @Test
    void leavesEverythingWhenTheWayBackCannotBeArmed() {
        back.refusesOpen = true;

        assertThat(swing(() -> READY))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason()).contains("way back", "no topics"));
        assertThat(capture.calls).isEmpty();
    }

    @Test
    void leavesEverythingWhenAProxyDoesNotHold() {
        capture.refusesHold = true;

        assertThat(swing(() -> READY))
                .isInstanceOfSatisfying(
                        SwingOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason()).contains("proxy-2"));
        assertThat(decisions).isEmpty();
    }

    private SwingOutcome swing(Supplier<Verdict> verdict) {
        return swing(verdict, QUICK);
    }

    private SwingOutcome swing(Supplier<Verdict> verdict, SwingSettings settings) {
        return new Swing(capture, forward, back, verdict, settings).run(1, new Swing.Decision() {
            @Override
            public void decided(Side side, int epoch, long recorded) {
                decisions.add("decided " + side + " " + epoch + " at " + recorded + " after " + capture.calls);
                if (decisionFails) {
                    throw new IllegalStateException("Kafka is away");
                }
            }

            @Override
            public void undone(Side side, int epoch, String reason) {
                decisions.add("undone " + side + " " + epoch + " after " + capture.calls);
            }
        });
    }
}
