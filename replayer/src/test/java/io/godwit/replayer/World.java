package io.godwit.replayer;

import static org.awaitility.Awaitility.await;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.Lags;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TopicAdmin;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import io.godwit.schemas.avro.Tombstone;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import io.godwit.search.SearchCluster;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A flow of its own on the shared broker, and what a test asks of it. */
public final class World implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public final Topics topics;
    public final ClientProperties kafka = ClientProperties.of(Sandbox.kafka().bootstrapServers());
    public final Wire wire = Wire.embedded();
    public final Target target;
    private final String prefix;
    private final SearchCluster way;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Lags lags = Lags.open(kafka);

    /** To a shared server of that version. */
    public World(SearchVersion version) {
        this(version, Sandbox.search(version).address());
    }

    /** To a shared server of that version, by a way that may be disturbed. */
    public World(SearchVersion version, URI way) {
        this.prefix = "replay" + NUMBER.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36) + "-";
        this.topics = new Topics(prefix + "flow", 2);
        this.target = new Target(Sandbox.search(version).address(), version);
        this.way = open(SearchCluster.at(way, Duration.ofSeconds(3)));
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.all());
        }
    }

    /** The full name of a collection of this world. */
    public String name(String brief) {
        return prefix + brief;
    }

    /** Closes it with this world, the last one first. */
    public <T extends AutoCloseable> T open(T one) {
        opened.addFirst(one);
        return one;
    }

    /** Makes an index that changes of generation {@code g1} may be written to. */
    public String create(String brief, String settings, String mapping) {
        String index = name(brief);
        target.create(index, settings, mapping);
        if (target.typed) {
            define(index(index, "g1", "{\"settings\":{},\"mappings\":{\"_doc\":" + mapping + "},\"aliases\":{}}")
                    .build());
        }
        return index;
    }

    /** A replayer that takes every collection as it is; types are known from definitions only. */
    public Replayer replayer(Limits limits) {
        return replayer(0, limits);
    }

    /** As above, in an epoch. */
    public Replayer replayer(int epoch, Limits limits) {
        Optional<Metadata> types = target.typed ? Optional.of(metadata(Metadata.Manner.ADOPT)) : Optional.empty();
        return Replayer.start(new ReplayerSettings(kafka, topics, wire, way, types, epoch, limits));
    }

    public Replayer replayer(Metadata metadata) {
        return Replayer.start(new ReplayerSettings(kafka, topics, wire, way, Optional.of(metadata), 0, Limits.DEFAULT));
    }

    public Metadata metadata(Metadata.Manner manner) {
        return open(Metadata.follow(kafka, topics, wire, target.cluster, target.cluster.flavour(), manner));
    }

    public void edits(Change... changes) {
        publish(topics.edits(), List.of(changes));
    }

    public void backfill(Change... changes) {
        publish(topics.backfill(), List.of(changes));
    }

    public void publish(TopicSpec lane, List<Change> changes) {
        WireFormat<Change> format = wire.format(lane.name(), Change.class);
        try (Publisher<Change> publisher = Publisher.open(kafka, PublisherSettings.bulk(lane.name()), format::encode)) {
            CompletableFuture<?>[] published = changes.stream()
                    .map(change -> publisher.publish(key(change), change))
                    .toArray(CompletableFuture[]::new);
            publisher.flush();
            CompletableFuture.allOf(published).join();
        }
    }

    /** Any bytes as value of a record. */
    public void poison(TopicSpec topic, String key, byte[] value) {
        try (Publisher<byte[]> publisher =
                Publisher.open(kafka, PublisherSettings.lowLatency(topic.name()), bytes -> bytes)) {
            publisher.publish(key, value).join();
        }
    }

    /** As a replayer does that knows of no other removal. */
    public void bury(Tombstone tombstone) {
        WireFormat<Tombstone> format = wire.format(topics.tombstones().name(), Tombstone.class);
        try (Publisher<Tombstone> publisher = Publisher.open(
                kafka, PublisherSettings.lowLatency(topics.tombstones().name()), format::encode)) {
            publisher
                    .publish(
                            new RecordKey(tombstone.getCollection(), tombstone.getId(), tombstone.getRouting())
                                    .toString(),
                            tombstone)
                    .join();
        }
    }

    public void define(Definition definition) {
        WireFormat<Definition> format = wire.format(topics.definitions().name(), Definition.class);
        try (Publisher<Definition> publisher = Publisher.open(
                kafka, PublisherSettings.lowLatency(topics.definitions().name()), format::encode)) {
            publisher
                    .publish(
                            definition.getKind().name().toLowerCase(Locale.ROOT) + "/" + definition.getName(),
                            definition)
                    .join();
        }
    }

    public static Definition.Builder index(String name, String generation, String body) {
        return Definition.newBuilder()
                .setKind(Kind.INDEX)
                .setName(name)
                .setPresent(true)
                .setGeneration(generation)
                .setFlavour("opensearch-3.6.0")
                .setBody(body)
                .setReadAt(1);
    }

    /** Waits until both lanes are committed to their ends: every change has its final outcome. */
    public void awaitDrained() {
        await().atMost(PATIENCE).until(this::isDrained);
    }

    public boolean isDrained() {
        return lags.of(
                        topics.replayerGroup(),
                        List.of(topics.edits().name(), topics.backfill().name()))
                .isDrained();
    }

    /** What has been given up, with its headers. */
    public List<DeadLetter> deadLetters() {
        return records(topics.deadLetters()).stream().map(DeadLetter::of).toList();
    }

    public <T extends SpecificRecord> List<T> read(TopicSpec topic, Class<T> type) {
        WireFormat<T> format = wire.format(topic.name(), type);
        return records(topic).stream()
                .map(found -> format.decode(found.value()))
                .toList();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        lags.close();
    }

    /** A record of the dead letters. */
    public record DeadLetter(String key, String topic, String stage, String message) {
        static DeadLetter of(ConsumerRecord<byte[], byte[]> found) {
            return new DeadLetter(
                    found.key() == null ? "" : new String(found.key(), StandardCharsets.UTF_8),
                    header(found, "__connect.errors.topic"),
                    header(found, "__connect.errors.stage"),
                    header(found, "__connect.errors.exception.message"));
        }

        private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
            var header = found.headers().lastHeader(name);
            return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> records(TopicSpec topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    static String key(Change change) {
        return new RecordKey(change.getCollection(), change.getId(), change.getRouting()).toString();
    }
}
