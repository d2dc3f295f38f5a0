package io.godwit.chaos.topic;

import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Tombstone;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.wire.Wire;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Everything that topics say about some records, for whoever looks at a run that failed. */
public final class TopicDump {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int SHOWN = 1_500;

    private final Set<String> keys;
    private final List<String> ids;
    private final Map<String, Function<byte[], Object>> decoders = new LinkedHashMap<>();

    private TopicDump(Set<String> keys, List<String> ids) {
        this.keys = keys;
        this.ids = ids;
    }

    /**
     * Writes all records of these keys, and all traffic that names one of these ids, into a file; blocks.
     *
     * @param flows of which the topics exist
     */
    public static void write(
            String bootstrapServers, Collection<Topics> flows, Set<String> keys, List<String> ids, Path file) {
        TopicDump dump = new TopicDump(keys, ids);
        flows.forEach(dump::add);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            dump.copy(bootstrapServers, writer);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void add(Topics flow) {
        Wire wire = Wire.embedded();
        for (String lane : List.of(flow.edits().name(), flow.backfill().name())) {
            decoders.put(lane, wire.format(lane, Change.class)::decode);
        }
        for (String candidates :
                List.of(flow.candidates().name(), flow.repairs().name())) {
            decoders.put(candidates, wire.format(candidates, Candidate.class)::decode);
        }
        String tombstones = flow.tombstones().name();
        decoders.put(tombstones, wire.format(tombstones, Tombstone.class)::decode);
        String traffic = flow.traffic().name();
        decoders.put(traffic, wire.format(traffic, Traffic.class)::decode);
        decoders.put(flow.deadLetters().name(), bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private void copy(String bootstrapServers, BufferedWriter writer) throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = Clients.consumer(bootstrapServers)) {
            for (String topic : decoders.keySet()) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                        copy(record, writer);
                    }
                }
            }
        }
    }

    private void copy(ConsumerRecord<byte[], byte[]> record, BufferedWriter writer) throws IOException {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        String value = record.value() == null ? "" : text(record);
        if (keys.contains(key) || ids.stream().anyMatch(value::contains)) {
            writer.write(record.topic() + "-" + record.partition() + "@" + record.offset() + " "
                    + Instant.ofEpochMilli(record.timestamp()) + " " + key + " "
                    + value.substring(0, Math.min(SHOWN, value.length())));
            writer.newLine();
        }
    }

    private String text(ConsumerRecord<byte[], byte[]> record) {
        Function<byte[], Object> decoder = decoders.get(record.topic());
        try {
            return decoder == null ? "" : String.valueOf(decoder.apply(record.value()));
        } catch (RuntimeException e) {
            return "cannot be read: " + e.getMessage();
        }
    }
}
