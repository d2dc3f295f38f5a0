package io.godwit.console.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.console.workflow.LogEntry;
import io.godwit.console.workflow.LogEntry.What;
import io.godwit.console.workflow.MigrationState;
import io.godwit.console.workflow.Step;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TopicAdmin;
import io.godwit.sandbox.Sandbox;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant WHEN = Instant.parse("2026-11-21T10:15:30.123Z");

    private final ClientProperties kafka = ClientProperties.of(Sandbox.kafka().bootstrapServers());
    private final Topics topics = Topics.of("log" + ThreadLocalRandom.current().nextInt(1 << 30));

    @BeforeEach
    void createTopics() {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.migrationWide());
        }
    }

    @Test
    void shouldBeEmptyBeforeTheFirstEvent() {
        try (TopicLog log = open()) {
            assertThat(log.read()).isEmpty();
        }
    }

    @Test
    void shouldFoldToTheSameStateAfterARestart() {
        List<LogEntry> written = swungOnce();
        try (TopicLog log = open()) {
            written.forEach(log::append);
            assertThat(log.read()).isEqualTo(written);
        }

        try (TopicLog restarted = open()) {
            assertThat(restarted.read()).isEqualTo(written);
            MigrationState state = MigrationState.of(restarted.read());
            assertThat(state.side()).isEqualTo(Side.TARGET);
            assertThat(state.epoch()).isEqualTo(1);
            assertThat(state.done()).containsExactlyInAnyOrder(Step.CAPTURE, Step.METADATA, Step.BACKFILL);
            assertThat(state.verification()).isEmpty();

            LogEntry more = entry(Step.CATCH_UP, What.DONE, Map.of());
            restarted.append(more);
            assertThat(restarted.read()).hasSize(written.size() + 1).endsWith(more);
        }
    }

    /** Nobody who has read to the end after an event was acknowledged may miss it. */
    @Test
    void shouldReadItsOwnEventsAtOnceAndInOrder() {
        try (TopicLog log = open()) {
            List<LogEntry> written = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                LogEntry entry = entry(Step.VERIFY, What.FAILED, Map.of("reason", "attempt " + i));
                log.append(entry);
                written.add(entry);
                assertThat(log.read()).isEqualTo(written);
            }
        }
    }

    @Test
    void shouldShowTwoReadersTheSame() {
        try (TopicLog writer = open();
                TopicLog early = open()) {
            assertThat(early.read()).isEmpty();
            swungOnce().forEach(writer::append);

            assertThat(early.read()).isEqualTo(swungOnce());
            try (TopicLog late = open()) {
                assertThat(late.read()).isEqualTo(swungOnce());
                writer.append(entry(Step.CATCH_UP, What.DONE, Map.of()));
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(late.read()).hasSize(swungOnce().size() + 1);
                    assertThat(early.read()).isEqualTo(late.read());
                });
            }
        }
    }

    /** One that was stopped while it decided, and goes on when another one has let the clients go. */
    @Test
    void shouldCountNothingThatAConsoleWritesAfterAnotherHasReplacedIt() {
        try (TopicLog replaced = TopicLog.take(kafka, topics, Wire.embedded(), "console")) {
            replaced.append(entry(Step.CAPTURE, What.DONE, Map.of()));
            try (TopicLog log = TopicLog.take(kafka, topics, Wire.embedded(), "console")) {
                assertThatThrownBy(() ->
                                replaced.append(entry(Step.SWING, What.DONE, Map.of("side", "TARGET", "epoch", "1"))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("what this one writes counts no more");
                log.append(entry(Step.METADATA, What.DONE, Map.of()));
            }
        }

        try (TopicLog log = TopicLog.take(kafka, topics, Wire.embedded(), "console")) {
            MigrationState state = MigrationState.of(log.read());
            assertThat(state.side()).isEqualTo(Side.SOURCE);
            assertThat(state.done()).containsExactlyInAnyOrder(Step.CAPTURE, Step.METADATA);
        }
    }

    /** A state folded from a log with holes would be a guess. */
    @Test
    void shouldRefuseALogWithAnEventThatItCannotRead() {
        try (TopicLog log = open();
                Publisher<byte[]> other = Publisher.open(
                        kafka, PublisherSettings.lowLatency(topics.workflow().name()), Function.identity())) {
            log.append(entry(Step.CAPTURE, What.DONE, Map.of()));
            other.publish("log", new byte[] {1, 2, 3}).join();
        }
        try (TopicLog log = open()) {
            assertThatThrownBy(log::read)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(topics.workflow().name())
                    .hasMessageContaining("holds 1 records that are not events");
        }
    }

    private TopicLog open() {
        return TopicLog.open(kafka, topics, Wire.embedded());
    }

    private static List<LogEntry> swungOnce() {
        return List.of(
                entry(Step.CAPTURE, What.STARTED, Map.of()),
                entry(Step.CAPTURE, What.DONE, Map.of()),
                entry(Step.METADATA, What.DONE, Map.of("summary", "3 \"Kisten\" für Müller: created")),
                entry(Step.BACKFILL, What.DONE, Map.of()),
                entry(Step.VERIFY, What.DONE, Map.of("equal", "true", "summary", "10 records equal")),
                entry(Step.SWING, What.STARTED, Map.of("to", "TARGET")),
                entry(Step.SWING, What.DONE, Map.of("side", "TARGET", "epoch", "1")));
    }

    private static LogEntry entry(Step step, What what, Map<String, String> detail) {
        return new LogEntry(step, what, detail, "operator", WHEN);
    }
}
