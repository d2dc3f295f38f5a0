package io.godwit.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** One lane: its consumer and the partitions of it this instance owns. For the polling thread. */
final class LaneReader {
    private final Lane lane;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<Integer, LanePartition> partitions = new TreeMap<>();
    private final Set<TopicPartition> open = new HashSet<>();
    private final BooleanSupplier paused;

    /** @param paused by the user, asked again at each turn */
    LaneReader(Lane lane, Consumer<byte[], byte[]> consumer, BooleanSupplier paused) {
        this.lane = lane;
        this.consumer = consumer;
        this.paused = paused;
    }

    Lane lane() {
        return lane;
    }

    Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    TopicPartition topicPartition(int number) {
        return new TopicPartition(lane.topic(), number);
    }

    Collection<LanePartition> partitions() {
        return partitions.values();
    }

    Optional<LanePartition> partition(int number) {
        return Optional.ofNullable(partitions.get(number));
    }

    /** Owned from now on; already the consumer's, and closed to polling until {@link #openOnly} says otherwise. */
    void add(LanePartition partition) {
        partitions.put(partition.number(), partition);
        consumer.pause(List.of(partition.topicPartition()));
        if (partition.committed() != OffsetTracker.UNKNOWN) {
            consumer.seek(partition.topicPartition(), partition.committed());
        }
    }

    void remove(int number) {
        Optional.ofNullable(partitions.remove(number)).ifPresent(LanePartition::lose);
        open.remove(topicPartition(number));
    }

    LaneLags.LaneLag lags() {
        long waiting = 0;
        boolean known = true;
        for (LanePartition partition : partitions.values()) {
            OptionalLong lag = lag(partition.topicPartition());
            known &= lag.isPresent();
            waiting += lag.orElse(0);
        }
        return new LaneLags.LaneLag(lane, known, waiting, inFlight(), inFlightBytes(), isPaused());
    }

    boolean isPaused() {
        return paused.getAsBoolean();
    }

    /** Polls only what the rule says; what was fetched of the rest is kept by the consumer. */
    void openOnly(Predicate<LanePartition> rule) {
        List<TopicPartition> opened = new ArrayList<>();
        List<TopicPartition> closed = new ArrayList<>();
        for (LanePartition partition : partitions.values()) {
            boolean admitted = rule.test(partition);
            if (admitted && open.add(partition.topicPartition())) {
                opened.add(partition.topicPartition());
            } else if (!admitted && open.remove(partition.topicPartition())) {
                closed.add(partition.topicPartition());
            }
        }
        if (!opened.isEmpty()) {
            consumer.resume(opened);
        }
        if (!closed.isEmpty()) {
            consumer.pause(closed);
        }
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Something open is known, or not known not, to wait. */
    boolean expectsRecords() {
        return open.stream().anyMatch(partition -> lag(partition).orElse(1) > 0);
    }

    /** Empty when this instance does not own it or its end is not known yet. */
    OptionalLong lag(int number) {
        return partitions.containsKey(number) ? lag(topicPartition(number)) : OptionalLong.empty();
    }

    private OptionalLong lag(TopicPartition partition) {
        return consumer.currentLag(partition);
    }

    int inFlight() {
        int sum = 0;
        for (LanePartition partition : partitions.values()) {
            sum += partition.inFlight();
        }
        return sum;
    }

    long inFlightBytes() {
        long sum = 0;
        for (LanePartition partition : partitions.values()) {
            sum += partition.inFlightBytes();
        }
        return sum;
    }

    /** Polls; what comes is in flight. */
    Polled poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
        List<Polled.Part> parts = new ArrayList<>();
        records.nextOffsets()
                .forEach((topicPartition, next) -> partition(topicPartition.partition())
                        .ifPresent(partition -> {
                            List<ConsumerRecord<byte[], byte[]>> found = records.records(topicPartition);
                            if (found.isEmpty()) {
                                partition.offsets().moveTo(next.offset());
                            } else {
                                parts.add(handOut(partition, found, next.offset()));
                            }
                        }));
        return new Polled(parts);
    }

    private static Polled.Part handOut(
            LanePartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next) {
        long bytes = 0;
        long[] offsets = new long[records.size()];
        for (int i = 0; i < offsets.length; i++) {
            bytes += TrackedDelivery.size(records.get(i));
            offsets[i] = records.get(i).offset();
        }
        partition.handOut(offsets.length, bytes);
        return new Polled.Part(partition, partition.offsets().track(offsets, next), records, bytes);
    }
}
