package io.godwit.projector.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.flow.Lags;
import io.godwit.projector.World;
import io.godwit.projector.World.Written;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records read again from real clusters. */
class ReprojectionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FREE = "{\"dynamic\":false}";

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldTellWhatTheSourceHoldsNow(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("records", 3, FREE);
            Written there = world.put(index, "there", "", "{\"m\":1.10}");
            world.put(index, "routed/?", "?routing=a", "{\"a\":1}");
            Written routed = world.put(index, "routed/?", "?routing=a", "{\"a\":2}");
            world.put(index, "gone", "", "{}");
            Written gone = world.delete(index, "gone", "");
            world.put(index, "again", "", "{\"old\":1}");
            world.delete(index, "again", "");
            Written again = world.put(index, "again", "", "{\"new\":1}");

            world.candidate(world.topics.candidates(), index, "there", "", 0);
            world.candidate(world.topics.candidates(), index, "routed/?", "a", 0);
            world.candidate(world.topics.candidates(), index, "gone", "", 0);
            world.candidate(world.topics.candidates(), index, "never", "", 0);
            world.candidate(world.topics.candidates(), index, "again", "", 0);
            world.open(Reprojection.start(world.settings, world.definitions));

            await().atMost(PATIENCE).until(() -> world.edits().size() >= 5);
            Map<String, Change> changes =
                    world.edits().stream().collect(Collectors.toMap(Change::getId, Function.identity()));
            assertThat(changes.values())
                    .hasSize(5)
                    .allMatch(change -> change.getGeneration().equals(world.generation(index)))
                    .allMatch(change -> change.getOrigin() == Origin.PROJECTION);
            assertPut(changes, "there", there, "{\"m\":1.10}");
            assertPut(changes, "routed/?", routed, "{\"a\":2}");
            assertThat(changes).extractingByKey("routed/?").returns("a", Change::getRouting);
            assertPut(changes, "again", again, "{\"new\":1}");
            assertThat(changes).extractingByKey("gone").satisfies(remove -> {
                assertThat(remove.getOp()).isEqualTo(Op.REMOVE);
                assertThat(remove.getRevision()).isGreaterThanOrEqualTo(revision(gone));
            });
            assertThat(changes).extractingByKey("never").returns(Op.REMOVE, Change::getOp);
            // what is written after that is newer than the removal
            assertThat(revision(world.put(index, "gone", "", "{}")))
                    .isGreaterThan(changes.getOrDefault("gone", new Change()).getRevision());
            assertThat(world.definitions.generation(index)).contains(world.generation(index));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldTakeNothingFromACollectionThatIsGoneAndGoOn(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String remade = world.create("remade", 1, FREE);
            world.definitions.refresh();
            String first = world.generation(remade);
            world.from.delete("/" + remade).orRefuse();
            world.create("remade", 1, FREE);
            world.put(remade, "1", "", "{\"in\":\"second\"}");
            world.candidate(world.topics.candidates(), world.name("never-was"), "1", "", 0);
            world.candidate(world.topics.candidates(), "not-selected", "1", "", 0);
            world.candidate(world.topics.candidates(), remade, "1", "", 0);

            world.open(Reprojection.start(world.settings, world.definitions));

            await().atMost(PATIENCE).untilAsserted(() -> assertAllDone(world));
            assertThat(world.edits()).singleElement().satisfies(change -> {
                assertThat(change.getGeneration()).isNotEqualTo(first).isEqualTo(world.generation(remade));
                assertThat(World.text(change)).isEqualTo("{\"in\":\"second\"}");
            });
        }
    }

    /** An Elasticsearch that has types does not ask for the routing of a get that names no type. */
    @ParameterizedTest
    @EnumSource(names = "OPENSEARCH_3")
    void shouldGiveUpOnlyWhatCanNeverBeRead(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("strict", 2, "{\"_routing\":{\"required\":true}}");
            Written written = world.put(index, "1", "?routing=a", "{}");
            world.candidate(world.topics.candidates(), index, "1", "", 0);
            world.candidate(world.topics.candidates(), index, "1", "a", 0);
            world.from.put("/" + index + "/_alias/" + world.name("alias"), "").orRefuse();
            world.candidate(world.topics.candidates(), world.name("alias"), "1", "a", 0);

            world.open(Reprojection.start(world.settings, world.definitions));

            await().atMost(PATIENCE).untilAsserted(() -> assertAllDone(world));
            assertThat(world.edits()).singleElement().returns(revision(written), Change::getRevision);
            assertThat(world.raw(world.topics.deadLetters())).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8"})
    void shouldWaitForWhatIsNotDueWithoutHoldingUpOthers(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("later", 1, FREE);
            world.put(index, "late", "", "{}");
            world.put(index, "now", "", "{}");
            long due = System.currentTimeMillis() + 4_000;
            world.candidate(world.topics.candidates(), index, "late", "", due);
            world.candidate(world.topics.candidates(), index, "now", "", 0);
            world.candidate(world.topics.repairs(), index, "now", "", 0);

            world.open(Reprojection.start(world.settings, world.definitions));

            await().atMost(PATIENCE).untilAsserted(() -> assertAllDone(world));
            List<Change> edits = world.edits();
            assertThat(edits).extracting(Change::getId).containsExactlyInAnyOrder("now", "late");
            Map<String, Long> readAt = edits.stream().collect(Collectors.toMap(Change::getId, Change::getOccurredAt));
            assertThat(readAt)
                    .extractingByKey("late")
                    .satisfies(at -> assertThat(at).isGreaterThanOrEqualTo(due));
            assertThat(readAt.getOrDefault("now", Long.MAX_VALUE)).isLessThanOrEqualTo(readAt.getOrDefault("late", 0L));
            assertThat(world.backfill()).singleElement().returns(Origin.REPAIR, Change::getOrigin);
        }
    }

    private static void assertAllDone(World world) {
        try (Lags lags = Lags.open(world.settings.kafka())) {
            List<String> lanes = List.of(
                    world.topics.candidates().name(), world.topics.repairs().name());
            assertThat(lags.awaitPassed(world.topics.reprojectionGroup(), lanes, Duration.ofMillis(10)))
                    .isTrue();
        }
    }

    private static void assertPut(Map<String, Change> changes, String id, Written written, String body) {
        assertThat(changes).extractingByKey(id).satisfies(change -> {
            assertThat(change.getOp()).isEqualTo(Op.PUT);
            assertThat(World.text(change)).isEqualTo(body);
            assertThat(change.getRevision()).isEqualTo(revision(written));
        });
    }

    private static long revision(Written written) {
        return Revision.of(3, written.primaryTerm(), written.seqNo()).value();
    }
}
