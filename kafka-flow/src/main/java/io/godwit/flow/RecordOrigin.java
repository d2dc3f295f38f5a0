package io.godwit.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where a delivery came from, for messages, dead letters and audit; never for committing.
 *
 * @param lane topic and rank
 * @param partition partition number, the same for one key in every lane
 * @param offset position in the partition
 * @param timestamp the record's time at Kafka
 * @param key raw key, not copied: must not be changed
 * @param headers in the record's order
 */
public record RecordOrigin(
        Lane lane, int partition, long offset, Instant timestamp, byte @Nullable [] key, List<Header> headers) {
    public RecordOrigin {
        headers = List.copyOf(headers);
    }

    static RecordOrigin of(Lane lane, ConsumerRecord<byte[], byte[]> polled) {
        List<Header> headers = new ArrayList<>();
        polled.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        return new RecordOrigin(
                lane,
                polled.partition(),
                polled.offset(),
                Instant.ofEpochMilli(polled.timestamp()),
                polled.key(),
                headers);
    }

    public String topic() {
        return lane.topic();
    }

    /** {@code topic-partition@offset}, as messages name it. */
    @Override
    public String toString() {
        return lane.topic() + "-" + partition + "@" + offset;
    }
}
