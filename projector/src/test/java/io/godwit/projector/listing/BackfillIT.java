package io.godwit.projector.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.godwit.projector.World;
import io.godwit.projector.World.Written;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import io.godwit.search.SearchCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The listing of real clusters. */
class BackfillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FREE = "{\"dynamic\":false,\"properties\":{\"parts\":{\"type\":\"nested\"}}}";

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldListEveryDocumentByteForByte(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("bytes", 3, FREE);
            String excluded = world.create("excluded", 1, FREE);
            world.put(excluded, "1", "", "{}");
            Map<String, String> bodies = new HashMap<>();
            Map<String, Written> written = new HashMap<>();
            for (int i = 0; i < 300; i++) {
                String id = i % 3 == 0 ? "täg/" + i + "?\"\\%😀" : "d" + i;
                String body = "{ \"n\":" + i + ",\n\t\"big\":12345678901234567890, \"money\" : 1.10,"
                        + "\"u\":\"\\u00e4\\/ä\\ud83d\\ude00\", \"parts\":[{\"a\":1},{\"a\":2}] ,\"e\":{} }";
                String routing = i % 5 == 0 ? "?routing=r%26" + i % 7 : "";
                written.put(id, world.put(index, id, routing, body));
                bodies.put(id, body);
            }
            world.delete(index, "d1", "");
            bodies.remove("d1");
            written.put("d2", world.put(index, "d2", "", "{\"again\":true}"));
            bodies.put("d2", "{\"again\":true}");

            listAll(world);

            List<Change> changes = world.backfill();
            assertThat(changes).hasSize(bodies.size()).allSatisfy(change -> {
                Written last = written.getOrDefault(change.getId(), new Written(-1, -1));
                assertThat(World.text(change)).isEqualTo(bodies.get(change.getId()));
                assertThat(change.getCollection()).isEqualTo(index);
                assertThat(change.getGeneration()).isEqualTo(world.generation(index));
                assertThat(change.getRevision())
                        .isEqualTo(
                                Revision.of(3, last.primaryTerm(), last.seqNo()).value());
                assertThat(change.getOp()).isEqualTo(Op.PUT);
                assertThat(change.getOrigin()).isEqualTo(Origin.LISTING);
                int number = Integer.parseInt(change.getId().replaceAll("[^0-9]", ""));
                assertThat(change.getRouting()).isEqualTo(number % 5 == 0 ? "r&" + number % 7 : null);
            });
            assertThat(changes).extracting(Change::getId).doesNotHaveDuplicates();
        }
    }

    /** The highest revision of what was listed and what was answered to writers is what the source holds. */
    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldMergeWithConcurrentWrites(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("busy", 2, FREE);
            Map<String, Newest> newest = new ConcurrentHashMap<>();
            bulk(world.from, index, 3_000);
            AtomicBoolean enough = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                int seed = writer;
                writers.add(Thread.ofVirtual().start(() -> write(world, index, seed, newest, enough)));
            }
            await().atMost(PATIENCE).until(() -> newest.size() > 20);

            listAll(world);
            enough.set(true);
            for (Thread writer : writers) {
                writer.join();
            }

            for (Change change : world.backfill()) {
                newest.merge(change.getId(), new Newest(change.getRevision(), World.text(change)), Newest::newer);
            }
            Map<String, String> merged = new TreeMap<>();
            newest.forEach((id, last) -> {
                if (!last.body().isEmpty()) {
                    merged.put(id, last.body());
                }
            });
            assertThat(merged).isEqualTo(source(world.from, index));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldGoOnWhereItWasCutOff(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("cut", 2, FREE);
            bulk(world.from, index, 20_000);
            world.definitions.refresh();
            Backfill first =
                    world.open(Backfill.start(world.settings, world.slices(), world.definitions.generations()));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> first.listed() > 500);
            // from here on it is as if it had died: nothing of what it holds in memory is asked for
            first.pause();
            await().atMost(PATIENCE).until(() -> first.progress().limit() != ListingProgress.Limit.SOURCE);
            Backfill second =
                    world.open(Backfill.start(world.settings, world.slices(), world.definitions.generations()));
            await().atMost(PATIENCE).until(second::finished);

            List<Change> changes = world.backfill();
            long distinct = changes.stream().map(Change::getId).distinct().count();
            assertThat(distinct).isEqualTo(20_000);
            assertThat(changes.size() - distinct).isLessThanOrEqualTo(2L * Window.MOST_DOCUMENTS);
            assertThat(second.listed()).isLessThan(20_000);
            Backfill third =
                    world.open(Backfill.start(world.settings, world.slices(), world.definitions.generations()));
            await().atMost(PATIENCE).until(third::finished);
            assertThat(third.listed()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "OPENSEARCH_3")
    void shouldListAShrunkIndex(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String wide = world.create("excluded-wide", 4, FREE);
            bulk(world.from, wide, 2_000);
            world.from
                    .put("/" + wide + "/_settings", "{\"index.blocks.write\":true}")
                    .orRefuse();
            String shrunk = world.name("shrunk");
            String path = "/" + wide + "/_shrink/" + shrunk + "?wait_for_active_shards=1";
            world.from
                    .post(path, "{\"settings\":{\"index.number_of_shards\":1,\"index.blocks.write\":null}}")
                    .orRefuse();

            listAll(world);

            assertThat(world.backfill())
                    .hasSize(2_000)
                    .allMatch(change -> change.getCollection().equals(shrunk))
                    .extracting(Change::getId)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldBeDoneWithACollectionThatGoesAway(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("gone", 1, FREE);
            bulk(world.from, index, 100);
            world.definitions.refresh();
            Map<String, String> generations = world.definitions.generations();
            world.from.delete("/" + index).orRefuse();

            Backfill backfill = world.open(Backfill.start(world.settings, world.slices(), generations));

            await().atMost(PATIENCE).until(backfill::finished);
            assertThat(world.backfill()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldSayWhichCollectionKeepsNoSource(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("sourceless", 1, "{\"_source\":{\"enabled\":false}}");
            world.definitions.refresh();

            Backfill backfill =
                    world.open(Backfill.start(world.settings, world.slices(), world.definitions.generations()));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThatIllegalStateException()
                            .isThrownBy(backfill::finished)
                            .withMessageContaining("index '" + index + "' does not keep _source"));
        }
    }

    private record Newest(long revision, String body) {
        Newest newer(Newest other) {
            return other.revision() > revision ? other : this;
        }
    }

    private static void listAll(World world) {
        world.definitions.refresh();
        Backfill backfill = world.open(Backfill.start(world.settings, world.slices(), world.definitions.generations()));
        await().atMost(PATIENCE).until(backfill::finished);
        assertThat(backfill.progress().limit()).isEqualTo(ListingProgress.Limit.NOTHING);
    }

    private static void write(World world, String index, int writer, Map<String, Newest> newest, AtomicBoolean enough) {
        Random random = new Random(writer);
        for (int i = 0; !enough.get(); i++) {
            // each writer has ids of its own, so that the answers' order is the order of the writes
            String id = "d" + (random.nextInt(1_000) * 3 + writer);
            Newest before = newest.get(id);
            boolean removal =
                    random.nextInt(3) == 0 && before != null && !before.body().isEmpty();
            String body = removal ? "" : "{\"writer\":" + writer + ",\"i\":" + i + "}";
            Written written = removal ? world.delete(index, id, "") : world.put(index, id, "", body);
            long revision =
                    Revision.of(3, written.primaryTerm(), written.seqNo()).value();
            newest.put(id, new Newest(revision, body));
        }
    }

    private static void bulk(SearchCluster cluster, String index, int documents) {
        String type = cluster.flavour().typed() ? ",\"_type\":\"kind\"" : "";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < documents; i++) {
            lines.append("{\"index\":{\"_index\":\"").append(index).append('"').append(type);
            lines.append(",\"_id\":\"d")
                    .append(i)
                    .append("\"}}\n{\"n\":")
                    .append(i)
                    .append("}\n");
        }
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(cluster.send("POST", "/_bulk", body, SearchCluster.NDJSON)
                        .orRefuse()
                        .json()
                        .path("errors")
                        .asBoolean())
                .isFalse();
    }

    /** Read by other means than the code under test: one search of everything. */
    private static Map<String, String> source(SearchCluster cluster, String index) {
        cluster.post("/" + index + "/_refresh", "").orRefuse();
        Map<String, String> found = new TreeMap<>();
        cluster.post("/" + index + "/_search?size=10000", "{}")
                .orRefuse()
                .json()
                .path("hits")
                .path("hits")
                .forEach(hit -> found.put(
                        hit.path("_id").asString(), hit.path("_source").toString()));
        return found;
    }
}
