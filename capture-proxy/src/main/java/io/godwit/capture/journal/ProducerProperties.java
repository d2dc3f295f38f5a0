package io.godwit.capture.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer's settings: the user's, except those the proxy's promise depends on. */
final class ProducerProperties {
    private static final String PREFIX = "producer.";
    private static final List<String> OTHER_CLIENTS =
            List.of("consumer.", "admin.", "main.consumer.", "restore.consumer.", "global.consumer.", "topic.");
    private static final Set<String> OURS = Set.of(
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG);

    private ProducerProperties() {}

    /** What the user gave in words of ours is an {@link IllegalArgumentException}, all of it together. */
    static Map<String, Object> of(Map<String, String> given, Duration delivery, long bufferedBytes) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                bufferedBytes + (32L << 20),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Math.max(500, delivery.toMillis() / 2),
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500,
                ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                Duration.ofDays(365).toMillis()));
        List<String> refused = new ArrayList<>();
        given.forEach((key, value) -> put(properties, key, value, refused));
        given.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                put(properties, key.substring(PREFIX.length()), value, refused);
            }
        });
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("Kafka client settings of the capture proxy: " + refused
                    + " cannot be set; no write is captured safely without the proxy's own values");
        }
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) delivery.toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery.toMillis());
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    private static void put(Map<String, Object> properties, String key, String value, List<String> refused) {
        if (key.startsWith(PREFIX) || OTHER_CLIENTS.stream().anyMatch(key::startsWith)) {
            return;
        }
        if (OURS.contains(key)) {
            refused.add(key);
        } else {
            properties.put(key, value);
        }
    }
}
