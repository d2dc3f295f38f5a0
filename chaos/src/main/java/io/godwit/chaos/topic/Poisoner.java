package io.godwit.chaos.topic;

import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records that nobody can read on the lanes and the candidates of a flow, and tells what became of them: each must
 * be a dead letter that names where it lay. Safe for several threads.
 */
public final class Poisoner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poisoner.class);

    private static final List<BadRecord.Kind> KINDS = List.of(BadRecord.Kind.values());

    private record Put(BadRecord.Kind kind, Topics flow, TopicPartition partition, long offset) {
        private Lying place() {
            return new Lying(partition.topic(), partition.partition(), offset);
        }
    }

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Put> puts = new ConcurrentLinkedQueue<>();
    private final byte[] change;
    private final byte[] candidate;

    private Poisoner(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = Clients.producer(bootstrapServers);
        Wire wire = Wire.embedded();
        this.change = wire.format("poison", Change.class).encode(goodChange());
        this.candidate = wire.format("poison", Candidate.class).encode(goodCandidate());
    }

    public static Poisoner open(String bootstrapServers) {
        return new Poisoner(bootstrapServers);
    }

    /** Puts so many on topics of {@code flow} which the seed chooses; does not wait for Kafka. */
    public void put(Topics flow, int records, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TopicSpec> topics = List.of(flow.edits(), flow.backfill(), flow.candidates());
        for (int i = 0; i < records; i++) {
            TopicSpec topic = topics.get(random.nextInt(topics.size()));
            BadRecord.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            byte[] good = topic.name().equals(flow.candidates().name()) ? candidate : change;
            BadRecord bad = BadRecord.of(kind, good, random);
            int partition = random.nextInt(topic.partitions());
            var unused = producer.send(
                    new ProducerRecord<>(topic.name(), partition, bad.key(), bad.value()),
                    (metadata, error) -> taken(kind, flow, metadata, error));
        }
    }

    /** How many Kafka took so far. */
    public int count() {
        return puts.size();
    }

    /** What became of them by now, and what else is given up in these flows; blocks. */
    public PoisonReport report(Collection<Topics> flows) {
        producer.flush();
        DeadLetterPlaces places = DeadLetterPlaces.read(
                bootstrapServers,
                flows.stream().map(flow -> flow.deadLetters().name()).collect(Collectors.toSet()));
        Map<TopicPartition, Long> committed = Committed.of(bootstrapServers, groups());
        List<String> lost = new ArrayList<>();
        long found = 0;
        long ahead = 0;
        for (Put put : puts) {
            if (places.have(put.place())) {
                found++;
            } else if (put.offset() >= committed.getOrDefault(put.partition(), 0L)) {
                ahead++;
            } else {
                lost.add(put.kind() + " at " + put.partition() + " offset " + put.offset());
            }
        }
        Map<String, Long> kinds =
                puts.stream().collect(Collectors.groupingBy(put -> put.kind().name(), Collectors.counting()));
        return new PoisonReport(kinds, found, ahead, lost, places.without(BadRecord.KEY));
    }

    @Override
    public void close() {
        producer.close();
    }

    private Set<String> groups() {
        return puts.stream()
                .map(Put::flow)
                .flatMap(flow -> List.of(flow.replayerGroup(), flow.reprojectionGroup()).stream())
                .collect(Collectors.toSet());
    }

    private void taken(
            BadRecord.Kind kind,
            Topics flow,
            RecordMetadata metadata,
            @org.jspecify.annotations.Nullable Exception error) {
        if (error != null) {
            LOG.atWarn().addKeyValue("error", error.toString()).log("bad record was not taken");
            return;
        }
        puts.add(new Put(kind, flow, new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset()));
    }

    private static Change goodChange() {
        return Change.newBuilder()
                .setCollection("poisoned")
                .setGeneration("none")
                .setId("never-there")
                .setRevision(1)
                .setOp(Op.PUT)
                .setBody(ByteBuffer.wrap("{\"bad\":true}".getBytes(StandardCharsets.UTF_8)))
                .setOrigin(Origin.CAPTURE)
                .setOccurredAt(1)
                .build();
    }

    private static Candidate goodCandidate() {
        return Candidate.newBuilder()
                .setCollection("poisoned")
                .setId("never-there")
                .setReason(Reason.MANUAL)
                .setOccurredAt(1)
                .build();
    }
}
