package io.godwit.projector;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TopicAdmin;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Slices;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.avro.Rescan;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A flow of its own between two shared clusters: topics, collections whose names begin alike, and what is asked of them. */
public final class World implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public final ProjectorSettings settings;
    public final Topics topics;
    public final SearchCluster from;
    public final SearchCluster to;
    public final Definitions definitions;
    private final String prefix;
    private final Wire wire = Wire.embedded();
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** From a cluster of that version to one of the other kind. */
    public World(SearchVersion version) {
        this.prefix = "world" + NUMBER.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36) + "-";
        this.topics = new Topics(prefix + "flow", 2);
        SearchVersion other = version.isOpenSearch() ? SearchVersion.ELASTICSEARCH_6_8 : SearchVersion.OPENSEARCH_3;
        this.from = SearchCluster.at(Sandbox.search(version).address());
        this.to = SearchCluster.at(Sandbox.search(other).address());
        ClientProperties kafka = ClientProperties.of(Sandbox.kafka().bootstrapServers());
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.all());
        }
        Selection selection = new Selection(List.of(prefix + "*"), List.of(prefix + "excluded*"));
        this.settings = new ProjectorSettings(kafka, topics, wire, from, from.flavour(), to, selection, 3);
        this.definitions = Definitions.open(settings);
    }

    /** Closes it with this world, the last one first. */
    public <T extends AutoCloseable> T open(T one) {
        opened.addFirst(one);
        return one;
    }

    public Slices slices() {
        return open(Slices.open(settings.kafka(), topics, wire));
    }

    /** The full name of a collection of this world. */
    public String name(String brief) {
        return prefix + brief;
    }

    /** Makes an index at the source; returns its full name. Mappings without a type. */
    public String create(String brief, int shards, String mapping) {
        return create(from, name(brief), shards, mapping);
    }

    public static String create(SearchCluster cluster, String index, int shards, String mapping) {
        String mappings = cluster.flavour().typed() ? "{\"kind\":" + mapping + "}" : mapping;
        cluster.put(
                        "/" + index,
                        "{\"settings\":{\"number_of_shards\":" + shards
                                + ",\"number_of_replicas\":0,\"refresh_interval\":-1},\"mappings\":" + mappings + "}")
                .orRefuse();
        return index;
    }

    /** Writes one document; {@code query} such as {@code ?routing=a}. */
    public Written put(String index, String id, String query, String body) {
        return put(from, index, id, query, body);
    }

    public static Written put(SearchCluster cluster, String index, String id, String query, String body) {
        return written(cluster.put(path(cluster, index, id) + query, body).orRefuse());
    }

    public Written delete(String index, String id, String query) {
        return written(from.delete(path(from, index, id) + query).orRefuse());
    }

    /** What a write's answer tells. */
    public record Written(long seqNo, long primaryTerm) {}

    private static Written written(SearchAnswer answer) {
        return new Written(
                answer.json().path("_seq_no").asLong(),
                answer.json().path("_primary_term").asLong());
    }

    public static String path(SearchCluster cluster, String index, String id) {
        return "/" + index + "/" + (cluster.flavour().typed() ? "kind" : "_doc") + "/" + SearchPath.encode(id);
    }

    public String generation(String index) {
        return from.get("/" + index + "/_settings")
                .orRefuse()
                .json()
                .path(index)
                .path("settings")
                .path("index")
                .path("uuid")
                .asString();
    }

    public List<Change> edits() {
        return read(topics.edits(), Change.class);
    }

    public List<Change> backfill() {
        return read(topics.backfill(), Change.class);
    }

    public void candidate(TopicSpec lane, String index, String id, String routing, long notBefore) {
        Candidate candidate = Candidate.newBuilder()
                .setCollection(index)
                .setId(id)
                .setRouting(routing.isEmpty() ? null : routing)
                .setReason(Reason.MANUAL)
                .setNotBefore(notBefore)
                .setOccurredAt(System.currentTimeMillis())
                .build();
        publish(lane, Candidate.class, index + "/" + id, candidate);
    }

    public void rescan(String expression, boolean removals, long notBefore) {
        Rescan rescan = Rescan.newBuilder()
                .setCollection(expression)
                .setRemovals(removals)
                .setDefinition(true)
                .setReason("test")
                .setNotBefore(notBefore)
                .setOccurredAt(System.currentTimeMillis())
                .build();
        publish(topics.rescans(), Rescan.class, expression, rescan);
    }

    public <T extends SpecificRecord> void publish(TopicSpec topic, Class<T> type, String key, T value) {
        WireFormat<T> format = wire.format(topic.name(), type);
        try (Publisher<T> publisher =
                Publisher.open(settings.kafka(), PublisherSettings.lowLatency(topic.name()), format::encode)) {
            publisher.publish(key, value).join();
        }
    }

    /** Everything in a topic now. */
    public <T extends SpecificRecord> List<T> read(TopicSpec topic, Class<T> type) {
        WireFormat<T> format = wire.format(topic.name(), type);
        return raw(topic).stream().map(format::decode).toList();
    }

    public List<byte[]> raw(TopicSpec topic) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", settings.kafka().bootstrapServers());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<byte[]> values = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
            }
            return values;
        }
    }

    /** As if the replayer had written everything that is on the lanes now. */
    public void passLanes() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", settings.kafka().bootstrapServers());
        try (Admin admin = Admin.create(config);
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>(partitions(topics.edits()));
            partitions.addAll(partitions(topics.backfill()));
            Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
            consumer.endOffsets(partitions).forEach((one, end) -> passed.put(one, new OffsetAndMetadata(end)));
            admin.alterConsumerGroupOffsets(topics.replayerGroup(), passed)
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String text(Change change) {
        return StandardCharsets.UTF_8.decode(change.getBody().duplicate()).toString();
    }

    private static List<TopicPartition> partitions(TopicSpec topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitions(); i++) {
            partitions.add(new TopicPartition(topic.name(), i));
        }
        return partitions;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        definitions.close();
        from.delete("/" + prefix + "*");
        to.delete("/" + prefix + "*");
        try (TopicAdmin admin = TopicAdmin.open(settings.kafka())) {
            admin.deleteAll(topics.all().stream().map(TopicSpec::name).toList());
        }
        from.close();
        to.close();
    }
}
