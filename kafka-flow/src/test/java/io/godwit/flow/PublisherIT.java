package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class PublisherIT {
    private final String topic = Broker.topic("published", 1);

    @Test
    void shouldKeepTheOrderOfAKeyWithHeadersAndRemovals() {
        try (Publisher<String> publisher = Broker.publisher(topic)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                all.add(publisher.publish("k", "v" + i));
            }
            all.add(publisher.publish("k", null, List.of(Header.of("name", "value"))));
            publisher.flush();
            assertThat(all).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        }

        List<ConsumerRecord<byte[], byte[]>> found = Broker.read(topic);

        assertThat(found).hasSize(1_001);
        assertThat(found.subList(0, 1_000))
                .extracting(polled -> new String(polled.value(), StandardCharsets.UTF_8))
                .isEqualTo(LaneFlowIT.texts("v", 1_000));
        assertThat(found.getLast().value()).isNull();
        assertThat(found.getLast().headers().lastHeader("name").value())
                .isEqualTo("value".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldPartitionByKafkasDefaultHash() {
        String wide = Broker.topic("wide", 7);
        List<String> keys = LaneFlowIT.texts("schlüssel/", 200);
        Broker.publish(wide, keys);

        List<TopicPartition> partitions = IntStream.range(0, 7)
                .mapToObj(number -> new TopicPartition(wide, number))
                .toList();
        int seen = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = ConsumerSettings.reader(Broker.kafka(), 500)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (seen < keys.size()) {
                for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Broker.PATIENCE)) {
                    assertThat(polled.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(polled.key())) % 7);
                    seen++;
                }
            }
        }
    }

    @Test
    void shouldRefuseWhoDoesNotWaitForRoomAndTellWhenThereIs() throws Exception {
        PublisherSettings small = new PublisherSettings(topic, java.time.Duration.ofMillis(500), 1_000);
        try (Publisher<String> publisher = Publisher.open(Broker.kafka(), small, String::getBytes)) {
            assertThat(publisher.room()).isDone();
            List<CompletableFuture<Void>> accepted = new ArrayList<>();
            CompletableFuture<Void> last = publisher.publish("k", "x".repeat(500));
            while (!last.isCompletedExceptionally()) {
                accepted.add(last);
                last = publisher.publish("k", "x".repeat(500));
            }

            assertThat(accepted).hasSize(8);
            CompletableFuture<Void> refused = last;
            assertThatThrownBy(refused::join)
                    .hasCauseInstanceOf(PublishFailedException.class)
                    .hasStackTraceContaining("room()");
            assertThat(publisher.room()).isNotDone();
            publisher.room().get(Broker.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            CompletableFuture.allOf(accepted.toArray(CompletableFuture[]::new)).join();
        }
    }

    @Test
    void shouldTakeRecordsBeyondKafkasDefaultSizes() {
        String large = Broker.name("large");
        try (TopicAdmin admin = TopicAdmin.open(Broker.kafka())) {
            admin.ensure(List.of(new io.godwit.schemas.TopicSpec(large, 1, Map.of("max.message.bytes", "20000000"))));
        }
        String value = "x".repeat(8_000_000);

        Broker.publish(large, List.of(value));

        assertThat(Broker.read(large).getFirst().value()).hasSize(8_000_000);
    }

    @Test
    void shouldSayInTheFutureWhatKafkaDoesNotTake() {
        try (Publisher<String> publisher = Broker.publisher(topic)) {
            CompletableFuture<Void> tooLarge = publisher.publish("k", "x".repeat(3_000_000));
            CompletableFuture<Void> next = publisher.publish("k", "next");

            assertThatThrownBy(tooLarge::join)
                    .hasCauseInstanceOf(PublishFailedException.class)
                    .hasStackTraceContaining("RecordTooLarge");
            next.join();
        }
        assertThat(Broker.read(topic)).hasSize(1);
    }

    @Test
    void shouldRefuseATopicThatDoesNotExist() {
        assertThatThrownBy(() -> Broker.publisher("nowhere-at-all"))
                .isInstanceOf(FlowSetupException.class)
                .hasMessageContaining("'nowhere-at-all' does not exist");
    }

    @Test
    void shouldFailTheFutureOnceClosed() {
        Publisher<String> publisher = Broker.publisher(topic);
        publisher.close();

        assertThatThrownBy(publisher.publish("k", "v")::join).hasCauseInstanceOf(PublishFailedException.class);
    }

    @Test
    void shouldPublishFromManyThreads() {
        Set<String> values = Set.copyOf(LaneFlowIT.texts("t", 5_000));
        try (Publisher<String> publisher = Broker.publisher(topic)) {
            CompletableFuture.allOf(values.parallelStream()
                            .map(value -> publisher.publish(value, value))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        assertThat(Broker.read(topic).stream()
                        .map(polled -> new String(polled.value(), StandardCharsets.UTF_8))
                        .collect(Collectors.toSet()))
                .isEqualTo(values);
    }
}
