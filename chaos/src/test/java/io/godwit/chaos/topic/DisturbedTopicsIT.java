package io.godwit.chaos.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.sandbox.KafkaOptions;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.Sandbox;
import io.godwit.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DisturbedTopicsIT {
    private static final int RECORDS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static KafkaServer kafka;

    @BeforeAll
    static void startBroker() {
        kafka = Sandbox.startKafka(KafkaOptions.inJvm());
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void shouldPublishAgainByteForByteOnTheSamePartition() throws Exception {
        try (Disturber disturber = Disturber.start(kafka.bootstrapServers(), Set.of("lane-a"), 1, true, true)) {
            make("lane-a", 2);
            make("bystander", 2);
            produce("lane-a");
            produce("bystander");
            await().atMost(PATIENCE).until(() -> disturber.again() > RECORDS / 100);
        }

        List<ConsumerRecord<byte[], byte[]>> records = records("lane-a");
        assertThat(records).hasSizeBetween(RECORDS + RECORDS / 40, RECORDS + RECORDS / 8);
        Map<String, Integer> partitions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            assertThat(partitions.computeIfAbsent(key, _ -> record.partition())).isEqualTo(record.partition());
            assertThat(record.value()).isEqualTo(("value of " + key).getBytes(StandardCharsets.UTF_8));
            assertThat(record.headers().lastHeader("h").value()).isEqualTo(record.key());
        }
        assertThat(records("bystander")).hasSize(RECORDS);
    }

    @Test
    void shouldTellWhichBadRecordsAreNoDeadLetters() throws Exception {
        Topics flow = new Topics("poisoned", 2);
        for (var topic : List.of(flow.edits(), flow.backfill(), flow.candidates(), flow.deadLetters())) {
            make(topic.name(), topic.partitions());
        }
        try (Poisoner poisoner = Poisoner.open(kafka.bootstrapServers())) {
            poisoner.put(flow, 50, 3);

            PoisonReport nobodyCame = poisoner.report(List.of(flow));
            commitAll(flow);
            PoisonReport allLost = poisoner.report(List.of(flow));
            bury(flow.edits().name(), flow);
            PoisonReport someBuried = poisoner.report(List.of(flow));

            assertThat(nobodyCame.notReached()).isEqualTo(50);
            assertThat(allLost.lost()).hasSize(50);
            assertThat(someBuried.deadLetters()).isPositive();
            assertThat(someBuried.lost()).hasSize(50 - (int) someBuried.deadLetters());
            assertThat(someBuried.neighbours()).isEmpty();
            assertThat(someBuried.put().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(50);
        }
    }

    private static void commitAll(Topics flow) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(
                            flow.replayerGroup(),
                            committed(
                                    List.of(flow.edits().name(), flow.backfill().name())))
                    .all()
                    .get();
            admin.alterConsumerGroupOffsets(
                            flow.reprojectionGroup(),
                            committed(List.of(flow.candidates().name())))
                    .all()
                    .get();
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(List<String> topics) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (String topic : topics) {
            for (int partition = 0; partition < 2; partition++) {
                committed.put(new TopicPartition(topic, partition), new OffsetAndMetadata(1_000));
            }
        }
        return committed;
    }

    /** As the roles do. */
    private static void bury(String topic, Topics flow) {
        try (KafkaProducer<byte[], byte[]> producer = Clients.producer(kafka.bootstrapServers())) {
            for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
                ProducerRecord<byte[], byte[]> letter =
                        new ProducerRecord<>(flow.deadLetters().name(), null, record.key(), record.value());
                header(letter, "topic", record.topic());
                header(letter, "partition", Integer.toString(record.partition()));
                header(letter, "offset", Long.toString(record.offset()));
                var unused = producer.send(letter);
            }
        }
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add("__connect.errors." + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void make(String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void produce(String topic) {
        try (KafkaProducer<byte[], byte[]> producer = Clients.producer(kafka.bootstrapServers())) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] key = ("key-" + i).getBytes(StandardCharsets.UTF_8);
                byte[] value = ("value of key-" + i).getBytes(StandardCharsets.UTF_8);
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
                record.headers().add("h", key);
                var unused = producer.send(record);
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(kafka.bootstrapServers())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
