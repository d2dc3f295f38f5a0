package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;

/** The topology without a broker; nothing that it emits may be left unread at the end of a test. */
abstract class DrivenTopology {
    static final long NOW = 1_700_000_000_000L;
    static final String DONE =
            "{\"_index\":\"i\",\"_id\":\"1\",\"result\":\"created\",\"_seq_no\":7,\"_primary_term\":2}";

    final Topics topics = Topics.of("topology-test");
    final Wire wire = Wire.embedded();
    final PendingExchanges pending = new PendingExchanges();
    final TopologyTestDriver driver = driver();
    private final TestInputTopic<String, byte[]> traffic = driver.createInputTopic(
            topics.traffic().name(),
            new StringSerializer(),
            new ByteArraySerializer(),
            Instant.ofEpochMilli(NOW),
            Duration.ofMillis(1));
    private final TestInputTopic<String, byte[]> gaps =
            driver.createInputTopic(topics.gaps().name(), new StringSerializer(), new ByteArraySerializer());
    private final Map<TopicSpec, TestOutputTopic<String, byte[]>> outputs = Map.of(
            topics.edits(), output(topics.edits()),
            topics.candidates(), output(topics.candidates()),
            topics.rescans(), output(topics.rescans()),
            topics.gaps(), output(topics.gaps()),
            topics.deadLetters(), output(topics.deadLetters()));

    @AfterEach
    void assertNoMore() {
        outputs.forEach((topic, output) ->
                assertThat(output.readRecordsToList()).as(topic.name()).isEmpty());
        driver.close();
    }

    void send(String key, byte[] value) {
        traffic.pipeInput(key, value);
    }

    void sendGap(String key, byte[] value) {
        gaps.pipeInput(key, value);
    }

    void send(List<Traffic> parts) {
        parts.forEach(part -> traffic.pipeInput(
                part.getExchange(),
                wire.format(topics.traffic().name(), Traffic.class).encode(part)));
    }

    <T extends SpecificRecord> List<T> read(TopicSpec topic, Class<T> type) {
        return records(topic).stream()
                .map(record -> wire.format(topic.name(), type).decode(record.value()))
                .toList();
    }

    List<TestRecord<String, byte[]>> records(TopicSpec topic) {
        return java.util.Objects.requireNonNull(outputs.get(topic)).readRecordsToList();
    }

    private TestOutputTopic<String, byte[]> output(TopicSpec topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private TopologyTestDriver driver() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.trafficGroup());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9");
        return new TopologyTestDriver(
                TrafficTopology.of(
                        topics, wire, new InterpreterTest.Collections(), TrafficTimes.DEFAULT, Captured.EPOCH, pending),
                properties,
                Instant.ofEpochMilli(NOW));
    }
}
