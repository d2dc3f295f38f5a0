package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.CaptureSettings.JournalLimits;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.RequestHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a start of the proxy does about what was before it: unrecorded writes, its own crash, gaps on its disk. */
@Timeout(180)
class RestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JournalLimits IMPATIENT = new JournalLimits(Duration.ofSeconds(1), 64L << 20, 10_000);

    private final String index = "r" + ThreadLocalRandom.current().nextInt(1 << 30);

    @Test
    void shouldDeclareWhatACrashLeftUnknown() throws InterruptedException {
        KafkaServer kafka = Sandbox.kafka();
        try (Rig rig = rig(kafka)) {
            rig.proxy().close();
            Process child = CrashingProxy.start(rig);
            try (RawClient client = new RawClient(CrashingProxy.awaitAddress(rig.data()))) {
                assertThat(client.request("PUT /" + index + "/_doc/0", "{}")
                                .answer()
                                .status())
                        .isEqualTo(201);
                rig.source.freeze();
                client.request("PUT /" + index + "/_doc/1", "{}");
                await().atMost(PATIENCE).until(() -> rig.log.exchanges().size() == 2);
            } finally {
                child.destroyForcibly().waitFor();
            }
            rig.source.thaw();

            rig.restart().startCapturing();

            String left = rig.log.exchangeOf("/" + index + "/_doc/1").exchange();
            List<TrafficLog.Part> parts = rig.log.parts();
            TrafficLog.Part head = parts.stream()
                    .filter(part -> part.key().equals(left) && part.traffic().getEvent() instanceof RequestHead)
                    .findFirst()
                    .orElseThrow();
            assertThat(parts.subList(parts.indexOf(head), parts.size())).anySatisfy(part -> {
                assertThat(part.partition()).isEqualTo(head.partition());
                assertThat(part.traffic().getEvent()).isInstanceOf(Barrier.class);
                assertThat(part.traffic().getProxy()).isEqualTo(head.traffic().getProxy());
                assertThat(part.traffic().getIncarnation())
                        .isGreaterThan(head.traffic().getIncarnation());
            });
        }
    }

    @Test
    void shouldMakeGapsOfWritesThatCapturingOvertook() throws InterruptedException {
        try (Rig rig = rig(Sandbox.kafka());
                RawClient quick = rig.client();
                RawClient slow = rig.client()) {
            rig.source.delay(Duration.ofMillis(1_500));
            slow.request("PUT /" + index + "/_doc/slow", "{}");
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 1);
            Thread starting = Thread.ofVirtual().start(() -> rig.proxy().startCapturing());
            await().atMost(PATIENCE).until(() -> rig.proxy().status().capturing());

            quick.request("PUT /" + index + "/_doc/quick", "{}");

            assertThat(slow.answer().status()).isEqualTo(201);
            assertThat(quick.answer().status()).isEqualTo(201);
            starting.join();
            await().atMost(PATIENCE).until(() -> rig.proxy().status().gapsPending() == 0);
            List<Gap> gaps = rig.log.gaps();
            assertThat(gaps).hasSize(1);
            assertThat(gaps.getFirst().getRequestLine()).isEqualTo("PUT /" + index + "/_doc/slow");
            assertThat(gaps.getFirst().getCollection()).isEqualTo(index);
            assertThat(gaps.getFirst().getTo()).isGreaterThan(gaps.getFirst().getFrom());
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
            var counts = rig.proxy().status().counts();
            assertThat(counts.captured() + counts.gaps())
                    .isEqualTo(rig.source.requests().stream()
                            .filter(RelayedRequest::complete)
                            .count());
        }
    }

    @Test
    void shouldKeepGapsOnDiskUntilKafkaHasThem() throws InterruptedException {
        KafkaServer kafka = FreezableKafka.shared();
        try (Rig rig = Rig.of(
                kafka,
                Sandbox.search(SearchVersion.OPENSEARCH_3).address(),
                settings -> settings.withJournal(IMPATIENT))) {
            try (RawClient slow = rig.client()) {
                rig.source.delay(Duration.ofMillis(1_500));
                slow.request("PUT /" + index + "/_doc/slow", "{}");
                await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 1);
                Thread starting = Thread.ofVirtual().start(() -> rig.proxy().startCapturing());
                await().atMost(PATIENCE).until(() -> rig.proxy().status().capturing());
                kafka.freeze();
                assertThat(slow.answer().status()).isEqualTo(201);
                starting.join();
            }
            try {
                assertThat(files(rig))
                        .as("it lies on disk before the client has its answer")
                        .isEqualTo(1);
                assertThat(rig.proxy().status().gapsPending()).isEqualTo(1);
                rig.proxy().close();
            } finally {
                kafka.thaw();
            }
            rig.restart();

            await().atMost(PATIENCE).until(() -> files(rig) == 0);
            assertThat(rig.log.gaps()).extracting(Gap::getCollection).containsOnly(index);
            assertThat(rig.proxy().status().gapsPending()).isZero();
        }
    }

    @Test
    void shouldNotCaptureWithoutItsTopic() {
        try (Rig rig = Rig.of(
                Sandbox.kafka(),
                Sandbox.search(SearchVersion.OPENSEARCH_3).address(),
                settings -> settings.withStart(Side.SOURCE, 0, new Topics("nowhere" + index, 4))
                        .withJournal(IMPATIENT))) {
            assertThatThrownBy(() -> rig.proxy().startCapturing()).hasMessageContaining("nowhere" + index + ".traffic");
            assertThat(rig.proxy().status().capturing()).isFalse();
            assertThat(rig.send("PUT", "/" + index + "/_doc/1", "{}").statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void shouldFinishWhatIsUnderWayWhenClosed() throws InterruptedException {
        try (Rig rig = rig(Sandbox.kafka())) {
            rig.proxy().startCapturing();
            rig.source.delay(Duration.ofMillis(700));
            try (RawClient client = rig.client();
                    RawClient idle = rig.client()) {
                client.request("PUT /" + index + "/_doc/1", "{}");
                await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 1);
                Thread closing = Thread.ofVirtual().start(() -> rig.proxy().close());
                RawClient.Answer answer = client.answer();
                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.header("connection")).isEqualTo("close");
                assertThat(idle.closedByProxy()).isTrue();
                closing.join();
            }
            assertThat(rig.log.exchangeOf("/" + index + "/_doc/1").settled()).isTrue();
            rig.restart();
        }
    }

    private static Rig rig(KafkaServer kafka) {
        return Rig.of(kafka, Sandbox.search(SearchVersion.OPENSEARCH_3).address(), settings -> settings);
    }

    private static long files(Rig rig) {
        try (Stream<Path> files = Files.list(rig.data().resolve("gaps"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
