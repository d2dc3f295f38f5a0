package io.godwit.flow;

import io.godwit.sandbox.Sandbox;
import io.godwit.schemas.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The shared broker, with topics of this module's own. Values are texts. */
final class Broker {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private Broker() {}

    static ClientProperties kafka() {
        return kafka(Map.of());
    }

    static ClientProperties kafka(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", Sandbox.kafka().bootstrapServers());
        settings.putIfAbsent("consumer.session.timeout.ms", "6000");
        return ClientProperties.from(settings);
    }

    static String name(String what) {
        return "flow-test-" + what + "-" + NAMES.incrementAndGet();
    }

    static String topic(String what, int partitions) {
        String name = name(what);
        try (TopicAdmin admin = TopicAdmin.open(kafka())) {
            admin.ensure(List.of(new TopicSpec(name, partitions, Map.of())));
        }
        return name;
    }

    static Publisher<String> publisher(String topic) {
        return Publisher.open(kafka(), PublisherSettings.bulk(topic), text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Publishes these values, each its own key. */
    static void publish(String topic, List<String> values) {
        try (Publisher<String> publisher = publisher(topic)) {
            CompletableFuture.allOf(values.stream()
                            .map(value -> publisher.publish(value, value))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    static GroupLag lag(String group, String... topics) {
        try (Lags lags = Lags.open(kafka())) {
            return lags.of(group, List.of(topics));
        }
    }

    /** All records of a topic of one partition, from its beginning to its end now. */
    static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        TopicPartition only = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = ConsumerSettings.reader(kafka(), 500)) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
            while (consumer.position(only) < end) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofSeconds(1));
                polled.forEach(found::add);
            }
        }
        return found;
    }
}
