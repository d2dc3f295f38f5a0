package io.godwit.projector;

import io.godwit.projector.source.Page;
import io.godwit.projector.source.SourceIndex;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.wire.WireFormat;
import io.godwit.search.SearchCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a replayer makes of the edits: of each record the change of the highest revision, also written to the cluster that
 * follows, which rescans compare ids with. For one thread.
 */
public final class Follower implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final World world;
    private final WireFormat<Change> format;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Map<RecordKey, Change>> newest = new HashMap<>();
    private final Map<String, String> written = new HashMap<>();

    public Follower(World world) {
        this.world = world;
        this.format = world.settings.wire().format(world.topics.edits().name(), Change.class);
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                world.settings.kafka().bootstrapServers(),
                "group.id",
                world.topics.replayerGroup(),
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest");
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < world.topics.partitions(); i++) {
            partitions.add(new TopicPartition(world.topics.edits().name(), i));
        }
        consumer.assign(partitions);
    }

    /** Takes over what the edits hold now. */
    public void follow() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<Change> changes = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(100))) {
                changes.add(format.decode(found.value()));
            }
        }
        for (Change change : changes) {
            RecordKey record = new RecordKey(change.getCollection(), change.getId(), change.getRouting());
            newest.computeIfAbsent(change.getGeneration(), _ -> new HashMap<>())
                    .merge(record, change, (one, other) -> one.getRevision() > other.getRevision() ? one : other);
        }
        write(changes);
        consumer.commitSync();
    }

    /** What a generation holds: text of each record by key and revision. */
    public Map<String, String> content(String generation) {
        Map<String, String> content = new TreeMap<>();
        newest.getOrDefault(generation, Map.of()).forEach((record, change) -> {
            if (change.getOp() == Op.PUT) {
                content.put(record + " @" + change.getRevision(), World.text(change));
            }
        });
        return content;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void write(List<Change> changes) {
        Map<String, String> generations = new HashMap<>();
        StringBuilder bulk = new StringBuilder();
        for (Change change : changes) {
            String index = change.getCollection();
            String now = generations.computeIfAbsent(
                    index,
                    name -> new SourceIndex(world.from, name).generation().orElse(""));
            if (change.getGeneration().equals(now)) {
                if (!now.equals(written.put(index, now))) {
                    world.to.delete("/" + index);
                    World.create(world.to, index, 1, "{\"dynamic\":false}");
                }
                bulk.append(lines(change));
            }
        }
        if (!bulk.isEmpty()) {
            byte[] body = bulk.toString().getBytes(StandardCharsets.UTF_8);
            world.to.send("POST", "/_bulk", body, SearchCluster.NDJSON).orRefuse();
        }
    }

    private String lines(Change change) {
        boolean put = change.getOp() == Op.PUT;
        ObjectNode action = JSON.createObjectNode();
        ObjectNode target = action.putObject(put ? "index" : "delete");
        target.put("_index", change.getCollection())
                .put("_id", change.getId())
                .put("version", change.getRevision())
                .put("version_type", "external_gte");
        if (world.to.flavour().typed()) {
            target.put("_type", "kind");
        }
        if (change.getRouting() != null) {
            target.put("routing", change.getRouting());
        }
        return action + "\n" + (put ? World.text(change).replaceAll("[\\r\\n]", " ") + "\n" : "");
    }

    /** What an index of the source holds, as {@link #content} tells it. */
    public Map<String, String> source(String index) {
        world.from.post("/" + index + "/_refresh", "").orRefuse();
        String query = "{\"size\":5000,\"seq_no_primary_term\":true}";
        Map<String, String> content = new TreeMap<>();
        Page.ofSearch(world.from
                        .post("/" + index + "/_search", query)
                        .orRefuse()
                        .body())
                .documents()
                .forEach(document -> {
                    RecordKey record = new RecordKey(index, document.id(), document.routing());
                    long revision = Revision.of(world.settings.epoch(), document.primaryTerm(), document.seqNo())
                            .value();
                    content.put(
                            record + " @" + revision,
                            StandardCharsets.UTF_8.decode(document.source()).toString());
                });
        return content;
    }
}
