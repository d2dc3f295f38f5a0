package io.godwit.capture.journal;

import io.godwit.flow.ClientProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer's settings: the user's, except those the proxy's promise depends on. */
final class ProducerProperties {
    private ProducerProperties() {}

    /** What is unsafe for every client, or the proxy's own, is an {@link IllegalArgumentException}. */
    static Map<String, Object> of(Map<String, String> given, Duration delivery, long bufferedBytes) {
        Map<String, Object> properties = ClientProperties.from(given)
                .producer(Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 << 10,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        bufferedBytes + (32L << 20),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        delivery.toMillis() / 2,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500,
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(365).toMillis()));
        refuseOurs(properties);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, requestTimeout(properties, delivery));
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) delivery.toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery.toMillis());
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    private static void refuseOurs(Map<String, Object> properties) {
        List<String> refused = Stream.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ProducerConfig.MAX_BLOCK_MS_CONFIG)
                .filter(properties::containsKey)
                .toList();
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("Kafka client settings of the capture proxy: " + refused
                    + " must not be set, because the proxy's own delivery time-out decides; remove it");
        }
    }

    /** A bare one is meant for all clients: this producer, which must have delivered by then, waits no longer. */
    private static int requestTimeout(Map<String, Object> properties, Duration delivery) {
        long longest = delivery.toMillis() - millis(properties, ProducerConfig.LINGER_MS_CONFIG);
        if (longest < 1) {
            throw new IllegalArgumentException("Kafka client settings of the capture proxy: linger.ms is "
                    + properties.get(ProducerConfig.LINGER_MS_CONFIG) + "; must be less than the delivery time-out, "
                    + delivery.toMillis());
        }
        return (int) Math.min(longest, millis(properties, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG));
    }

    private static long millis(Map<String, Object> properties, String name) {
        String value = String.valueOf(properties.get(name)).strip();
        if (!value.matches("[0-9]{1,10}")) {
            throw new IllegalArgumentException("Kafka client settings of the capture proxy: " + name + " is '" + value
                    + "'; must be a number of milliseconds");
        }
        return Long.parseLong(value);
    }
}
