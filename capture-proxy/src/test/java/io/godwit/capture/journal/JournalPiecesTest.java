package io.godwit.capture.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalPiecesTest {

    @Test
    void shouldCompleteWhenClosedAndAllAreAcknowledged() {
        Acknowledgements all = new Acknowledgements();
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        all.add(first);
        first.complete(null);
        all.add(second);
        all.close();
        assertThat(all.all()).isNotDone();
        second.complete(null);
        assertThat(all.all()).isCompleted();
    }

    @Test
    void shouldFailWithTheFirstFailure() {
        Acknowledgements all = new Acknowledgements();
        CompletableFuture<Void> record = new CompletableFuture<>();
        all.add(record);
        record.completeExceptionally(new IllegalStateException("gone"));
        assertThat(all.all()).isCompletedExceptionally();
    }

    @Test
    void shouldWakeWhoWaitsForRoomOnce() {
        Budget budget = new Budget(10);
        AtomicInteger woken = new AtomicInteger();
        budget.take(25);
        budget.whenRoom(woken::incrementAndGet);
        budget.give(10);
        assertThat(woken).hasValue(0);
        budget.give(10);
        budget.give(5);
        assertThat(woken).hasValue(1);
        budget.whenRoom(woken::incrementAndGet);
        assertThat(woken).as("there is room already").hasValue(2);
    }

    @Test
    void shouldKnowWhetherARecordMayBeInKafka() {
        Outgoing dropped = new Outgoing("t", null, "k", () -> new byte[0]);
        dropped.drop(new IllegalStateException("full"));
        assertThat(dropped.neverSent()).isTrue();
        assertThat(dropped.handOver()).isFalse();
        assertThat(dropped.acknowledged()).isCompletedExceptionally();

        Outgoing late = new Outgoing("t", null, "k", () -> new byte[0]);
        assertThat(late.handOver()).isTrue();
        late.drop(new IllegalStateException("late"));
        assertThat(late.neverSent()).isFalse();
    }

    @Test
    void shouldGiveRisingIncarnationsWhateverTheClock(@TempDir Path directory) {
        Instant now = Instant.ofEpochMilli(1_000_000);
        DataDirectory first = DataDirectory.open(directory, now);
        assertThat(first.incarnation()).isEqualTo(1_000_000);
        first.close();
        DataDirectory second = DataDirectory.open(directory, now.minusSeconds(500));
        assertThat(second.incarnation()).isEqualTo(1_000_001);
        second.close();
        DataDirectory third = DataDirectory.open(directory, now.plusMillis(7));
        assertThat(third.incarnation()).isEqualTo(1_000_007);
        third.close();
    }

    @Test
    void shouldRefuseADirectoryInUse(@TempDir Path directory) throws IOException {
        try (DataDirectory used = DataDirectory.open(directory, Instant.now())) {
            assertThat(used.incarnation()).isPositive();
            assertThatThrownBy(() -> DataDirectory.open(directory, Instant.now()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another proxy");
        }
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file, Instant.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void shouldLetGoOfADirectoryThatCannotBeUsed(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("incarnation"), "not a number");

        assertThatThrownBy(() -> DataDirectory.open(directory, Instant.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds no number");

        Files.delete(directory.resolve("incarnation"));
        DataDirectory.open(directory, Instant.now()).close();
    }

    @Test
    void shouldPassClientPropertiesThrough() {
        Map<String, Object> properties = ProducerProperties.of(
                Map.of(
                        "bootstrap.servers", "a:1",
                        "security.protocol", "SSL",
                        "linger.ms", "3",
                        "producer.linger.ms", "7",
                        "consumer.linger.ms", "9"),
                Duration.ofSeconds(10),
                1 << 20);

        assertThat(properties)
                .containsEntry("bootstrap.servers", "a:1")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("linger.ms", "7")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("delivery.timeout.ms", 10_000)
                .doesNotContainKeys("producer.linger.ms", "consumer.linger.ms");
    }

    @Test
    void shouldRefuseSettingsThatWouldLoseWrites() {
        assertThatThrownBy(() -> ProducerProperties.of(
                        Map.of(
                                "bootstrap.servers", "a:1",
                                "acks", "1",
                                "producer.enable.idempotence", "false",
                                "partitioner.ignore.keys", "true"),
                        Duration.ofSeconds(1),
                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acks")
                .hasMessageContaining("enable.idempotence")
                .hasMessageContaining("partitioner.ignore.keys");
        assertThatThrownBy(() -> producer("producer.delivery.timeout.ms", "120000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delivery.timeout.ms");
    }

    /** As it is set for all clients, it must not keep the proxy from starting. */
    @Test
    void shouldWaitForOneRequestNoLongerThanForTheDelivery() {
        assertThat(producer("request.timeout.ms", "30000")).containsEntry("request.timeout.ms", 10_000);
        assertThat(producer("request.timeout.ms", "300")).containsEntry("request.timeout.ms", 300);
        assertThat(producer("linger.ms", "9000")).containsEntry("request.timeout.ms", 1_000);
        assertThatThrownBy(() -> producer("linger.ms", "10000")).hasMessageContaining("linger.ms is 10000; must be");
        assertThatThrownBy(() -> producer("request.timeout.ms", "30s")).hasMessageContaining("is '30s'; must be");
    }

    private static Map<String, Object> producer(String key, String value) {
        return ProducerProperties.of(Map.of("bootstrap.servers", "a:1", key, value), Duration.ofSeconds(10), 1);
    }

    @Test
    void shouldSendOnAfterAnErrorOfOneRecord() {
        ByteArraySerializer bytes = new ByteArraySerializer();
        MockProducer<byte[], byte[]> producer = new MockProducer<>(true, new RoundRobinPartitioner(), bytes, bytes);
        try (RecordSender sender = new RecordSender(producer, Duration.ofSeconds(60), new Budget(1))) {
            Outgoing broken = new Outgoing("t", null, "k", () -> {
                throw new NoClassDefFoundError("not on the class path");
            });
            Outgoing next = new Outgoing("t", null, "k", () -> new byte[0]);
            sender.send(broken, 0);
            sender.send(next, 0);

            assertThat(next.acknowledged()).succeedsWithin(Duration.ofSeconds(30));
            assertThat(broken.acknowledged()).isCompletedExceptionally();
        }
    }

    @Test
    void shouldNameProxiesPlainly() {
        assertThat(new ProxyIdentity("p-1", 36).prefix()).isEqualTo("p-1-10");
        assertThatThrownBy(() -> new ProxyIdentity("a/b", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
