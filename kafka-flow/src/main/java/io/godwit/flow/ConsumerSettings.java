package io.godwit.flow;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers from the user's client settings and what this package needs. */
final class ConsumerSettings {
    /** Whole fetch responses lie in the socket while another lane is polled. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private static final int FETCH_MAX_BYTES = 16 << 20;
    /** Short, because members learn of a rebalance with their next heartbeat. */
    private static final int HEARTBEAT_MS = 500;

    private static final int FOLLOWER_FETCH_MS = 100;
    /** A killed instance's partitions are idle that long. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    private ConsumerSettings() {}

    /** Holds the membership of a group and reads its highest lane. */
    static KafkaConsumer<byte[], byte[]> member(ClientProperties kafka, String groupId, int maxPollRecords) {
        Map<String, Object> ours = reading(maxPollRecords);
        ours.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        Map<String, Object> merged = kafka.consumer(ours);
        if (!"consumer".equalsIgnoreCase(String.valueOf(merged.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)))) {
            merged.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
            merged.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
            merged.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        }
        return new KafkaConsumer<>(merged);
    }

    /** Reads what it is assigned, without a group. */
    static KafkaConsumer<byte[], byte[]> reader(ClientProperties kafka, int maxPollRecords) {
        return new KafkaConsumer<>(kafka.consumer(reading(maxPollRecords)));
    }

    /**
     * As {@link #reader}, for one that is often asked whether it has seen everything: a broker answers the requests of one
     * connection one after the other, so a question for the ends waits as long as the fetch before it.
     */
    static KafkaConsumer<byte[], byte[]> follower(ClientProperties kafka, int maxPollRecords) {
        Map<String, Object> ours = reading(maxPollRecords);
        ours.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FOLLOWER_FETCH_MS);
        return new KafkaConsumer<>(kafka.consumer(ours));
    }

    private static Map<String, Object> reading(int maxPollRecords) {
        Map<String, Object> ours = new HashMap<>();
        ours.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        ours.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        ours.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        ours.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        ours.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        ours.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER);
        ours.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
        ours.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        ours.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return ours;
    }
}
