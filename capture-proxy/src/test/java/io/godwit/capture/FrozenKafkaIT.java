package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.CaptureSettings.JournalLimits;
import io.godwit.capture.TrafficLog.Captured;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RelayedRequest;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.ResponsePart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients and the source see while Kafka does not take records. */
class FrozenKafkaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DELIVERY = Duration.ofSeconds(3);
    private static final KafkaServer kafka = FreezableKafka.shared();

    private final String index = "i" + ThreadLocalRandom.current().nextInt(1 << 30);

    /** Acceptance D01. The relay in front of the source is the witness, not the proxy. */
    @Test
    @Timeout(180)
    void shouldLetNoWriteReachTheSourceWhileKafkaIsFrozen() {
        try (Rig rig = rig()) {
            rig.proxy().startCapturing();
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RawClient client = rig.client();
                clients.add(client);
                assertThat(client.request("PUT /" + index + "/_doc/" + i, "{\"n\":0}")
                                .answer()
                                .status())
                        .isEqualTo(201);
            }
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
            rig.source.forget();

            kafka.freeze();
            try {
                List<String> lines = List.of(
                        "PUT /" + index + "/_doc/0",
                        "POST /" + index + "/_doc",
                        "DELETE /" + index + "/_doc/2",
                        "PATCH /" + index + "/_doc/3",
                        "POST /_bulk",
                        "POST /" + index + "/_update/5",
                        "PUT /" + index + "-new",
                        "DELETE /" + index);
                long began = System.nanoTime();
                for (int i = 0; i < 8; i++) {
                    clients.get(i).request(lines.get(i), "{\"n\":1}\n");
                }
                assertReadsPass(rig);
                for (RawClient client : clients) {
                    RawClient.Answer answer = client.answer();
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.header("retry-after")).isEqualTo("1");
                    assertThat(answer.text()).contains("not executed");
                }
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DELIVERY.multipliedBy(4));
                assertThat(rig.source.requests())
                        .filteredOn(request -> !request.method().equals("GET"))
                        .noneMatch(RelayedRequest::complete);
                assertThat(rig.proxy().status().healthy()).isFalse();
                assertThat(rig.proxy().status().counts().refused()).isEqualTo(8);
            } finally {
                kafka.thaw();
            }

            // the same connections work again, at the first try, as soon as Kafka does
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
            for (int i = 0; i < 8; i++) {
                assertThat(clients.get(i)
                                .request("PUT /" + index + "/_doc/" + i, "{\"n\":2}")
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
            clients.forEach(RawClient::close);
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
            assertThat(rig.proxy().status().healthy()).isTrue();
            List<Captured> captured = rig.log.exchanges();
            assertThat(captured).allMatch(Captured::settled);
            assertThat(captured)
                    .filteredOn(one -> one.outcome() instanceof ResponsePart)
                    .hasSize(16);
            assertThat(captured)
                    .filteredOn(one -> !(one.outcome() instanceof ResponsePart))
                    .allMatch(one -> one.outcome() instanceof NotSent);
            assertThat(rig.proxy().status().counts().captured()).isEqualTo(16);
        }
    }

    private void assertReadsPass(Rig rig) {
        List<Long> micros = new ArrayList<>();
        try (RawClient client = rig.client()) {
            for (int i = 0; i < 300; i++) {
                long began = System.nanoTime();
                assertThat(client.send("GET /" + index + "/_doc/1 HTTP/1.1\r\nHost: a\r\n\r\n")
                                .answer()
                                .status())
                        .isEqualTo(200);
                micros.add((System.nanoTime() - began) / 1_000);
            }
        }
        micros.sort(null);
        assertThat(micros.get(micros.size() * 99 / 100))
                .as("p99 of reads in microseconds, of %s", micros)
                .isLessThan(50_000);
    }

    @Test
    @Timeout(180)
    void shouldRefuseALargeBodyThatIsStillComing() {
        try (Rig rig = rig();
                RawClient client = rig.client()) {
            rig.proxy().startCapturing();
            assertThat(client.request("PUT /" + index + "/_doc/1", "{}")
                            .answer()
                            .status())
                    .isEqualTo(201);
            kafka.freeze();
            try {
                client.send("POST /" + index + "/_bulk HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n")
                        .send(" ".repeat(1_500_000));
                assertThat(client.answer().status()).isEqualTo(503);
            } finally {
                kafka.thaw();
            }
            // the rest of that body is read away, and the connection goes on
            client.send(" ".repeat(1_500_000));
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
            assertThat(client.request("PUT /" + index + "/_doc/1", "{}")
                            .answer()
                            .status())
                    .isEqualTo(200);
            assertThat(rig.source.requests())
                    .filteredOn(request -> request.target().endsWith("_bulk"))
                    .noneMatch(RelayedRequest::complete);
        }
    }

    /** Acceptance D02: the broker refuses one record, and that is all that happens. */
    @Test
    @Timeout(180)
    void shouldSurviveARecordThatKafkaRejects() throws ExecutionException, InterruptedException {
        try (Rig rig = rig();
                RawClient client = rig.client()) {
            limitMessages(rig.flow.traffic().name(), "20000");
            rig.proxy().startCapturing();
            String large = "{\"text\":\"" + "x".repeat(100_000) + "\"}";
            // the broker obeys its new setting a moment after it has acknowledged it
            await().atMost(PATIENCE)
                    .until(() -> client.request("PUT /" + index + "/_doc/before", large)
                                    .answer()
                                    .status()
                            == 503);
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
            int recorded = responses(rig);
            for (int i = 0; i < 3; i++) {
                assertThat(client.request("PUT /" + index + "/_doc/large", large)
                                .answer()
                                .status())
                        .isEqualTo(503);
                assertThat(client.request("PUT /" + index + "/_doc/" + i, "{}")
                                .answer()
                                .status())
                        .isEqualTo(201);
            }
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
            assertThat(rig.source.requests())
                    .filteredOn(request -> request.target().endsWith("/large"))
                    .noneMatch(RelayedRequest::complete);
            assertThat(responses(rig)).isEqualTo(recorded + 3);
        }
    }

    private static int responses(Rig rig) {
        return (int) rig.log.exchanges().stream()
                .filter(one -> one.outcome() instanceof ResponsePart)
                .count();
    }

    /** The outcome of a write that was executed while Kafka was gone is never just missing. */
    @Test
    @Timeout(180)
    void shouldSettleEveryOutcomeInTheEnd() {
        try (Rig rig = rig()) {
            rig.proxy().startCapturing();
            rig.source.delay(Duration.ofMillis(700));
            try (RawClient client = rig.client()) {
                client.request("PUT /" + index + "/_doc/1", "{}");
                await().atMost(PATIENCE)
                        .until(() -> rig.source.requests().stream().anyMatch(RelayedRequest::complete));
                kafka.freeze();
                try {
                    assertThat(client.answer().status()).isEqualTo(201);
                    await().atMost(PATIENCE).until(() -> !rig.proxy().status().healthy());
                    assertThat(rig.proxy().hold(Duration.ofMillis(100))).isInstanceOf(HoldOutcome.NotHeld.class);
                } finally {
                    kafka.thaw();
                }
            }
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
            Captured captured = rig.log.exchangeOf("/" + index + "/_doc/1");
            assertThat(captured.settled()).isTrue();
        }
    }

    /** Frozen for long, the proxy remembers a bounded number of unsettled exchanges and refuses further writes at once. */
    @Test
    @Timeout(180)
    void shouldRefuseAtOnceWhenTooManyOutcomesWait() {
        try (Rig rig = Rig.of(
                kafka,
                Sandbox.search(SearchVersion.OPENSEARCH_3).address(),
                settings -> settings.withJournal(new JournalLimits(Duration.ofMillis(500), 64L << 20, 3)))) {
            rig.proxy().startCapturing();
            kafka.freeze();
            try (RawClient client = rig.client()) {
                await().atMost(PATIENCE).until(() -> {
                    long began = System.nanoTime();
                    assertThat(client.request("PUT /" + index + "/_doc/1", "{}")
                                    .answer()
                                    .status())
                            .isEqualTo(503);
                    return System.nanoTime() - began < 100_000_000
                            && rig.proxy().status().inFlight() >= 3;
                });
            } finally {
                kafka.thaw();
            }
            await().atMost(PATIENCE).until(() -> rig.proxy().status().inFlight() == 0);
            assertThat(rig.send("PUT", "/" + index + "/_doc/1", "{}").statusCode())
                    .isEqualTo(201);
        }
    }

    private static Rig rig() {
        return Rig.of(
                kafka,
                Sandbox.search(SearchVersion.OPENSEARCH_3).address(),
                settings -> settings.withJournal(new JournalLimits(DELIVERY, 64L << 20, 10_000)));
    }

    private static void limitMessages(String topic, String bytes) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
