package io.godwit.flow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads once what a topic holds now: from its beginning, or from a time on, to the end it has when the reading begins.
 * Without a group and without commits; memory is that of one fetch, however long the topic is. Blocks.
 */
public final class TopicScan {
    private static final int MAX_POLL_RECORDS = 2_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Extent extent;
    private final Consumer<byte[], byte[]> consumer;
    private final Listener listener;
    private final Set<ByteBuffer> keys;
    private final Lane lane;
    private final PassingFaults faults;

    /**
     * What is read.
     *
     * @param topic full name
     * @param keys only records of these keys, and so only the partitions that they are of; empty for all records
     * @param since only records that Kafka got from then on
     */
    public record Extent(String topic, Optional<Set<String>> keys, Optional<Instant> since) {
        public Extent {
            keys = keys.map(Set::copyOf);
        }

        /** All that the topic holds. */
        public static Extent whole(String topic) {
            return new Extent(topic, Optional.empty(), Optional.empty());
        }
    }

    /**
     * One record.
     *
     * @param origin where it lies; lane rank 0
     * @param value raw, not copied; null on a compacted topic for a key that was removed
     */
    public record Found(RecordOrigin origin, byte @Nullable [] value) {}

    /** Told on the thread that reads. */
    @FunctionalInterface
    public interface Listener {
        void found(Found found);

        /** So many of so many records lie behind. */
        default void passed(long records, long all) {}
    }

    private TopicScan(ClientProperties kafka, Extent extent, Listener listener) {
        this.extent = extent;
        this.listener = listener;
        this.lane = new Lane(extent.topic(), 0);
        this.faults = new PassingFaults(extent.topic());
        this.keys = extent.keys().orElse(Set.of()).stream()
                .map(key -> ByteBuffer.wrap(bytes(key)))
                .collect(Collectors.toSet());
        this.consumer = ConsumerSettings.follower(kafka, MAX_POLL_RECORDS);
    }

    /**
     * Reads it to its end. What the listener throws ends the reading.
     *
     * @throws FlowSetupException when there is no such topic
     * @throws KafkaUnavailableException when nothing comes for a minute
     */
    public static void read(ClientProperties kafka, Extent extent, Listener listener) {
        int count = TopicLookup.partitions(kafka, List.of(extent.topic()));
        TopicScan scan = new TopicScan(kafka, extent, listener);
        try (scan.consumer) {
            scan.read(scan.partitions(count));
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("topic '" + extent.topic() + "' cannot be read to its end", e);
        }
    }

    private List<TopicPartition> partitions(int count) {
        IntStream numbers = extent.keys().isPresent()
                ? extent.keys().get().stream()
                        .mapToInt(key -> partitionOf(key, count))
                        .distinct()
                : IntStream.range(0, count);
        return numbers.mapToObj(number -> new TopicPartition(extent.topic(), number))
                .toList();
    }

    /** As every writer of ours distributes them, which is Kafka's default. */
    private static int partitionOf(String key, int count) {
        return Utils.toPositive(Utils.murmur2(bytes(key))) % count;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private void read(List<TopicPartition> partitions) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> begins = begin(partitions, ends);
        begins.forEach(consumer::seek);
        long all = left(begins, ends);
        long silentSince = System.nanoTime();
        for (long left = all; left > 0; left = left(positions(partitions), ends)) {
            listener.passed(all - left, all);
            if (poll(ends) > 0) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > PATIENCE.toNanos()) {
                throw new KafkaException(left + " records are missing, and none came for " + PATIENCE);
            }
        }
        listener.passed(all, all);
    }

    private Map<TopicPartition, Long> begin(List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions, PATIENCE));
        extent.since().ifPresent(since -> {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
            consumer.offsetsForTimes(times, PATIENCE)
                    .forEach((partition, first) ->
                            begins.put(partition, first == null ? ends.get(partition) : Long.valueOf(first.offset())));
        });
        return begins;
    }

    private Map<TopicPartition, Long> positions(List<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(one -> one, consumer::position));
    }

    private static long left(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return positions.entrySet().stream()
                .mapToLong(at -> Math.max(0, ends.getOrDefault(at.getKey(), 0L) - at.getValue()))
                .sum();
    }

    private int poll(Map<TopicPartition, Long> ends) {
        ConsumerRecords<byte[], byte[]> polled;
        try {
            polled = consumer.poll(POLL);
        } catch (KafkaException e) {
            faults.waitOut(e);
            return 0;
        }
        for (ConsumerRecord<byte[], byte[]> one : polled) {
            long end = ends.getOrDefault(new TopicPartition(one.topic(), one.partition()), 0L);
            if (one.offset() < end && isWanted(one)) {
                listener.found(new Found(RecordOrigin.of(lane, one), one.value()));
            }
        }
        return polled.count();
    }

    private boolean isWanted(ConsumerRecord<byte[], byte[]> one) {
        return extent.keys().isEmpty() || (one.key() != null && keys.contains(ByteBuffer.wrap(one.key())));
    }
}
