package io.godwit.console.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.console.log.TopicLog;
import io.godwit.console.role.ScriptedCapture;
import io.godwit.console.role.ScriptedFlow;
import io.godwit.console.swing.SwingSettings;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.ScriptedComparison;
import io.godwit.console.workflow.Workflow;
import io.godwit.console.workflow.WorkflowParts;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.FlowSetupException;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TopicAdmin;
import io.godwit.sandbox.Sandbox;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Command;
import io.godwit.schemas.avro.Status;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders travel over a real broker to a workflow whose log is there too. */
class ControlLineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Wire WIRE = Wire.embedded();

    private final ClientProperties kafka = ClientProperties.of(Sandbox.kafka().bootstrapServers());
    private final Topics topics =
            Topics.of("control" + ThreadLocalRandom.current().nextInt(1 << 30));
    private final ScriptedCapture capture = new ScriptedCapture();
    private final ScriptedFlow forward = new ScriptedFlow(Side.SOURCE);
    private final ScriptedFlow back = new ScriptedFlow(Side.TARGET);

    /** The side that obeys: what one process of a migration holds. */
    private final class Migration implements AutoCloseable {
        final TopicLog log = TopicLog.open(kafka, topics, WIRE);
        final Workflow workflow = Workflow.start(new WorkflowParts(
                capture,
                forward,
                back,
                new ScriptedComparison(),
                log,
                new SwingSettings(Duration.ofMillis(500), Duration.ofMillis(100))));
        final ControlDesk desk = ControlDesk.open(kafka, topics, WIRE, workflow);

        @Override
        public void close() {
            desk.close();
            workflow.close();
            forward.close();
            back.close();
            log.close();
        }
    }

    @BeforeEach
    void createTopics() {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.migrationWide());
        }
    }

    @Test
    void shouldAnswerEachOrderWithWhatBecameOfIt() throws TimeoutException {
        try (Migration migration = new Migration();
                ControlLine line = line();
                ControlLine other = line()) {
            awaitReady(line);

            assertThat(line.order(new Order.Limit(Optional.of(20.0), Optional.of(2)), PATIENCE))
                    .satisfies(answer -> assertThat(answer.done()).isTrue());
            assertThat(forward.calls).contains("limit 20.0");
            assertThat(other.order(new Order.Verify(), PATIENCE))
                    .isEqualTo(new Answer(Answer.Outcome.DONE, "10 equal"));
            assertThat(line.order(new Order.SwingOver(false), PATIENCE).text())
                    .startsWith("clients on target, epoch 1");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(line.status().state().side()).isEqualTo(Side.TARGET);
                assertThat(other.status().state().side()).isEqualTo(Side.TARGET);
            });
        }
    }

    @Test
    void shouldRefuseWhatCannotBeDoneAndSayWhy() throws TimeoutException {
        try (Migration migration = new Migration();
                ControlLine line = line()) {
            awaitReady(line);

            assertThat(line.order(new Order.SwingOver(true), PATIENCE))
                    .satisfies(answer -> assertThat(answer.done()).isFalse())
                    .extracting(Answer::text)
                    .isEqualTo("clients are on the source already");
            capture.refusesHold = true;
            Answer refused = line.order(new Order.SwingOver(false), PATIENCE);

            assertThat(refused.done()).isFalse();
            assertThat(refused.text()).contains("clients are where they were", "proxy-2 did not hold");
        }
    }

    /** Such as one of a later version. It must not stop those that follow it. */
    @Test
    void shouldRefuseACommandThatItDoesNotKnowAndGoOn() throws TimeoutException {
        try (Migration migration = new Migration();
                ControlLine line = line();
                Answers answers = new Answers(kafka, topics, WIRE)) {
            awaitReady(line);

            assertThat(answers.to(command("dance", Map.of())))
                    .isEqualTo(Answer.failed(
                            "command 'dance' is unknown; must be swing, swing-back, verify, repair or set"));
            assertThat(answers.to(command("set", Map.of("replayer.max.mbps", "20")))
                            .done())
                    .isTrue();
            assertThat(answers.to(command(
                                    "set",
                                    Map.of(
                                            "replayer.max.mbps", "fast",
                                            "replayer.max.inflight.requests", "2")))
                            .text())
                    .contains("replayer.max.mbps", "'fast'");
            assertThat(line.order(new Order.Verify(), PATIENCE).done()).isTrue();
        }
    }

    @Test
    void shouldGoOnWhereItWasWhenTheMigrationIsStartedAgain() throws TimeoutException {
        try (ControlLine line = line()) {
            try (Migration first = new Migration()) {
                awaitReady(line);
                assertThat(line.order(new Order.SwingOver(false), PATIENCE).done())
                        .isTrue();
            }
            forward.calls.clear();
            back.calls.clear();

            try (Migration second = new Migration();
                    ControlLine another = line()) {
                awaitReady(another);
                assertThat(another.status().state().epoch()).isEqualTo(1);
                // the order from before is history, and the line from before still serves
                assertThat(back.calls).containsOnlyOnce("open 1");
                assertThat(line.order(new Order.SwingOver(true), PATIENCE).text())
                        .startsWith("clients on source, epoch 2");
            }
        }
    }

    /** Clocks of operators and of earlier processes are not to be trusted. */
    @Test
    void shouldTellHistoryByItsPlaceAndAnswerWhoeverStillWaits() {
        Command before = commandAt(Instant.now().plus(Duration.ofHours(1)), "set", Map.of("replayer.max.mbps", "7"));
        Command after = commandAt(
                Instant.now().minus(Duration.ofHours(1)),
                "set",
                Map.of("replayer.max.mbps", "20", "replayer.max.inflight.requests", "2"));
        try (Answers answers = new Answers(kafka, topics, WIRE)) {
            answers.give(before);
            try (Migration migration = new Migration()) {
                assertThat(answers.awaited(before))
                        .isEqualTo(Answer.failed("the migration was started again before it answered 'set':"
                                + " see ./godwit status, then give the command again"));
                assertThat(answers.to(after).done()).isTrue();
            }
            Command unheard = commandAt(Instant.now(), "swing", Map.of());
            answers.give(unheard);
            try (Migration again = new Migration()) {
                assertThat(answers.awaited(unheard).outcome()).isEqualTo(Answer.Outcome.FAILED);
                assertThat(answers.awaited(after).done())
                        .as("an answer is not taken back")
                        .isTrue();
            }
        }
        assertThat(forward.calls).contains("limit 20.0").doesNotContain("limit 7.0");
    }

    @Test
    void shouldGiveUpWaitingWhenTheProcessDies() {
        Instant last = Instant.now().minus(Duration.ofSeconds(12));
        try (ControlLine line = line();
                Publisher<Status> dead = Publisher.open(
                        kafka,
                        PublisherSettings.lowLatency(topics.status().name()),
                        WIRE.format(topics.status().name(), Status.class)::encode)) {
            dead.publish(StatusKeys.STATUS, new Status("{}", last.toEpochMilli()))
                    .join();

            assertThatThrownBy(() -> line.order(new Order.Verify(), Duration.ofHours(12)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("its process does not run")
                    .hasMessageContaining("'verify' has no answer");
        }
    }

    @Test
    void shouldSayWhenNobodyServes() {
        try (ControlLine line = line()) {
            assertThatThrownBy(() -> line.order(new Order.Verify(), PATIENCE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has published no status yet");
        }
        Topics never = Topics.of("never-" + topics.flow());
        assertThatThrownBy(() -> ControlLine.open(kafka, never, WIRE))
                .isInstanceOf(FlowSetupException.class)
                .hasMessageContaining(never.status().name());
    }

    private ControlLine line() {
        return ControlLine.open(kafka, topics, WIRE);
    }

    private static Command command(String verb, Map<String, String> arguments) {
        return commandAt(Instant.now(), verb, arguments);
    }

    private static Command commandAt(Instant at, String verb, Map<String, String> arguments) {
        return Command.newBuilder()
                .setId("id-" + verb + arguments.size())
                .setVerb(verb)
                .setArguments(arguments)
                .setBy("test")
                .setAt(at.toEpochMilli())
                .build();
    }

    private static void awaitReady(ControlLine line) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> line.status().verdict().ready()
                        && line.status().running().isEmpty());
    }
}
