package io.godwit.chaos.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Where the records lay that are dead letters now, as their headers tell. */
final class DeadLetterPlaces {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Set<Lying> places = new HashSet<>();
    private final List<String> letters = new ArrayList<>();

    private DeadLetterPlaces() {}

    /** Reads the topics from their beginning to where they end now. */
    static DeadLetterPlaces read(String bootstrapServers, Collection<String> topics) {
        DeadLetterPlaces places = new DeadLetterPlaces();
        try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(bootstrapServers)) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(places::add);
            }
        }
        return places;
    }

    boolean have(Lying place) {
        return places.contains(place);
    }

    /** Keys and causes of those with a key that does not begin so. */
    List<String> without(String beginning) {
        return letters.stream().filter(letter -> !letter.startsWith(beginning)).toList();
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        Header why = record.headers().lastHeader("__connect.errors.exception.message");
        if (record.key() != null) {
            letters.add(new String(record.key(), StandardCharsets.UTF_8) + ": " + (why == null ? "" : text(why)));
        }
        Header topic = record.headers().lastHeader("__connect.errors.topic");
        Header partition = record.headers().lastHeader("__connect.errors.partition");
        Header offset = record.headers().lastHeader("__connect.errors.offset");
        if (topic != null && partition != null && offset != null) {
            places.add(new Lying(text(topic), Integer.parseInt(text(partition)), Long.parseLong(text(offset))));
        }
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
