package io.godwit.flow;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one poll of one lane returned, already in flight.
 *
 * @param parts by partition
 */
record Polled(List<Part> parts) {
    /** Without these partition numbers, whose records are taken back: in flight no more, and not finished. */
    Polled without(Set<Integer> partitions) {
        parts.stream()
                .filter(part -> partitions.contains(part.owner().number()))
                .forEach(part -> part.owner().settle(part.records().size(), part.bytes()));
        return new Polled(parts.stream()
                .filter(part -> !partitions.contains(part.owner().number()))
                .toList());
    }

    int size() {
        return parts.stream().mapToInt(part -> part.records().size()).sum();
    }

    /** One partition of it. */
    record Part(LanePartition owner, Span span, List<ConsumerRecord<byte[], byte[]>> records, long bytes) {}
}
