package io.godwit.projector.rescan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.flow.Lags;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.projector.World;
import io.godwit.projector.listing.Backfill;
import io.godwit.projector.listing.Floors;
import io.godwit.projector.listing.Slices;
import io.godwit.projector.source.Patience;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Collections of real clusters read again. */
@Execution(ExecutionMode.CONCURRENT) // most of their time is waiting
class RescansIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FREE = "{\"properties\":{\"n\":{\"type\":\"integer\"}}}";

    @Test
    void shouldFindWhatByQueryRequestsChangedAndRemoved() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("byquery", 2, FREE);
            World.create(world.to, index, 3, FREE);
            for (int i = 0; i < 30; i++) {
                world.put(index, "d" + i, "?routing=r" + i % 3, "{\"n\":" + i + "}");
                World.put(world.to, index, "d" + i, "?routing=r" + i % 3, "{\"n\":" + i + "}");
            }
            Slices slices = backfilled(world);
            AtomicBoolean listed = new AtomicBoolean();
            AtomicBoolean resolved = new AtomicBoolean();
            AtomicInteger asked = new AtomicInteger();
            AtomicBoolean planned = new AtomicBoolean();
            world.open(Rescans.start(world.settings, world.definitions, slices, new Awaited() {
                @Override
                public boolean listingPlanned() {
                    return planned.get();
                }

                @Override
                public boolean listingFinished() {
                    return listed.get();
                }

                @Override
                public boolean awaitResolved(Duration atMost) {
                    asked.incrementAndGet();
                    return resolved.get();
                }
            }));
            world.from.post("/" + index + "/_refresh", "").orRefuse();
            world.from
                    .post("/" + index + "/_delete_by_query?refresh=true", "{\"query\":{\"range\":{\"n\":{\"lt\":5}}}}")
                    .orRefuse();
            world.from
                    .post(
                            "/" + index + "/_update_by_query",
                            "{\"query\":{\"range\":{\"n\":{\"gte\":25}}},"
                                    + "\"script\":{\"source\":\"ctx._source.seen=true\"}}")
                    .orRefuse();

            world.rescan(index, true, 0);
            assertThat(world.edits())
                    .as("before it is settled what the backfill lists")
                    .isEmpty();
            planned.set(true);

            await().atMost(PATIENCE).until(() -> world.edits().size() >= 5);
            assertThat(world.edits())
                    .extracting(Change::getId)
                    .containsExactlyInAnyOrder("d25", "d26", "d27", "d28", "d29");
            assertThat(world.edits())
                    .allMatch(change -> change.getOrigin() == Origin.RESCAN)
                    .allMatch(change -> World.text(change).contains("\"seen\":true"));
            // removals wait for the listing and the lanes; other rescans do not wait with them
            world.put(index, "new", "", "{\"n\":99}");
            world.rescan("", false, 0);
            await().atMost(PATIENCE).until(() -> world.edits().size() == 6);
            assertThat(world.read(world.topics.candidates(), Candidate.class)).isEmpty();
            assertThat(allDone(world)).isFalse();

            listed.set(true);
            world.passLanes();
            // and for writes that are not answered yet: they may be of what is gone by now
            await().atMost(PATIENCE).until(() -> asked.get() > 0);
            assertThat(allDone(world)).isFalse();
            resolved.set(true);
            await().atMost(PATIENCE).until(() -> allDone(world));
            assertThat(world.read(world.topics.candidates(), Candidate.class))
                    .allMatch(candidate -> candidate.getReason() == Reason.RESCAN)
                    .extracting(candidate -> candidate.getId() + candidate.getRouting())
                    .containsExactlyInAnyOrder("d0r0", "d1r1", "d2r2", "d3r0", "d4r1");
        }
    }

    @Test
    void shouldFindEveryRemovalOfACollectionThatIsComparedInParts() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("parts", 1, FREE);
            World.create(world.to, index, 1, FREE);
            for (int i = 0; i < 40; i++) {
                if (i % 2 == 0) {
                    world.put(index, "d" + i, "", "{}");
                }
                World.put(world.to, index, "d" + i, "", "{}");
            }
            world.to.post("/" + index + "/_refresh", "").orRefuse();

            String topic = world.topics.candidates().name();
            try (Publisher<Candidate> candidates = Publisher.open(
                    world.settings.kafka(),
                    PublisherSettings.lowLatency(topic),
                    world.settings.wire().format(topic, Candidate.class)::encode)) {
                Patience patience = new Patience(() -> false);
                assertThat(new IdDiff(world.settings, candidates, patience, 10).run(index))
                        .isEqualTo(20);
            }

            assertThat(world.read(world.topics.candidates(), Candidate.class))
                    .extracting(Candidate::getId)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20)
                            .mapToObj(i -> "d" + (2 * i + 1))
                            .toList());
        }
    }

    /** It is on no traffic, and changes what was listed long ago. */
    @Test
    void shouldFollowARequestByQueryThatBeganBeforeCapturing() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("began", 1, FREE);
            for (int i = 0; i < 20; i++) {
                world.put(index, "d" + i, "", "{\"n\":" + i + "}");
            }
            world.from.post("/" + index + "/_refresh", "").orRefuse();
            Slices slices = backfilled(world);
            Rescans rescans =
                    world.open(Rescans.start(world.settings, world.definitions, slices, new NothingAwaited()));
            world.from
                    .post(
                            "/" + index
                                    + "/_update_by_query?wait_for_completion=false&scroll_size=10&requests_per_second=5",
                            "{\"script\":{\"source\":\"ctx._source.seen=true\"}}")
                    .orRefuse();

            rescans.followWhatRuns();

            await().atMost(PATIENCE)
                    .until(() ->
                            world.edits().stream().map(Change::getId).distinct().count() == 20);
            assertThat(world.edits()).allMatch(change -> World.text(change).contains("\"seen\":true"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldListACollectionThatWasMadeAnew(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("remade", 1, FREE);
            world.put(index, "old", "", "{\"n\":1}");
            Slices slices = backfilled(world);
            String first = world.generation(index);
            world.open(Rescans.start(world.settings, world.definitions, slices, new NothingAwaited()));
            world.from.delete("/" + index).orRefuse();
            world.create("remade", 2, FREE);
            world.put(index, "new", "", "{\"n\":2}");

            world.rescan(world.name("*"), false, 0);

            await().atMost(PATIENCE).until(() -> !world.edits().isEmpty());
            assertThat(world.edits()).singleElement().satisfies(change -> {
                assertThat(change.getId()).isEqualTo("new");
                assertThat(change.getGeneration()).isEqualTo(world.generation(index));
            });
            List<Definition> definitions = world.read(world.topics.definitions(), Definition.class).stream()
                    .filter(definition -> definition.getName().equals(index))
                    .toList();
            assertThat(definitions.getLast().getRetired()).containsExactly(first);
            assertThat(definitions.getLast().getGeneration()).isEqualTo(world.generation(index));
            // it is rescanned once more, for what was interpreted before its generation was known
            world.put(index, "later", "", "{\"n\":3}");
            await().atMost(PATIENCE).until(() -> world.edits().size() == 2);
            assertThat(world.raw(world.topics.rescans())).hasSize(2);
        }
    }

    @Test
    void shouldFindOnlyWhatIsNewWhenItBeginsHere() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("armed", 2, FREE);
            for (int i = 0; i < 20; i++) {
                world.put(index, "old" + i, "", "{\"n\":1}");
            }
            world.definitions.refresh();
            Slices slices = world.slices();
            Floors.set(world.settings, slices, world.definitions.generations());
            world.open(Rescans.start(world.settings, world.definitions, slices, new NothingAwaited()));
            world.put(index, "new", "", "{\"n\":2}");
            world.put(index, "old7", "", "{\"n\":2}");

            world.rescan(index, false, 0);

            await().atMost(PATIENCE).until(() -> world.edits().size() == 2);
            assertThat(world.edits()).extracting(Change::getId).containsExactlyInAnyOrder("new", "old7");
        }
    }

    @Test
    void shouldTakeHiddenCollectionsAndTheTemplatesOfUsers() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String hidden = world.create("hidden", 1, FREE);
            world.from
                    .put("/" + hidden + "/_settings", "{\"index.hidden\":true}")
                    .orRefuse();
            String users = world.name("users");
            String managed = world.name("managed");
            String template = "{\"index_patterns\":[\"" + users + "-*\"],\"priority\":7";
            world.from.put("/_index_template/" + users, template + "}").orRefuse();
            world.from
                    .put("/_index_template/" + managed, template.replace("7", "8") + ",\"_meta\":{\"managed\":true}}")
                    .orRefuse();

            Slices slices = backfilled(world);

            assertThat(world.definitions.generations()).containsOnlyKeys(hidden);
            assertThat(world.read(world.topics.definitions(), Definition.class))
                    .extracting(Definition::getName)
                    .contains(users)
                    .doesNotContain(managed);
            world.open(Rescans.start(world.settings, world.definitions, slices, new NothingAwaited()));
            world.put(hidden, "1", "", "{\"n\":1}");
            world.rescan(world.name("hid*"), false, 0);
            await().atMost(PATIENCE).until(() -> world.edits().size() == 1);
            world.from.delete("/_index_template/" + users).orRefuse();
            world.from.delete("/_index_template/" + managed).orRefuse();
        }
    }

    @Test
    void shouldNotTakeAClosedCollectionForOneThatIsGone() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("closed", 1, FREE);
            String other = world.create("open", 1, FREE);
            Slices slices = backfilled(world);
            world.open(Rescans.start(world.settings, world.definitions, slices, new NothingAwaited()));
            world.from.post("/" + index + "/_close", "").orRefuse();
            world.put(other, "1", "", "{\"n\":1}");

            world.rescan("", false, 0);

            await().atMost(PATIENCE).until(() -> world.edits().size() == 1);
            assertThat(world.definitions.generations()).containsOnlyKeys(other);
            world.from.post("/" + index + "/_open", "").orRefuse();
            world.put(index, "2", "", "{\"n\":2}");
            world.rescan(index, false, 0);
            await().atMost(PATIENCE).until(() -> world.edits().size() == 2);
            assertThat(world.read(world.topics.definitions(), Definition.class))
                    .filteredOn(definition -> definition.getName().equals(index))
                    .singleElement()
                    .satisfies(definition -> assertThat(definition.getPresent()).isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldTakeWhatNobodyUnderstandsForEverything(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("odd", 1, FREE);
            Slices slices = backfilled(world);
            world.open(Rescans.start(world.settings, world.definitions, slices, new NothingAwaited()));
            world.put(index, "1", "", "{\"n\":1}");

            world.rescan("_odd", true, 0);
            world.rescan(world.name("no-such"), true, 0);

            await().atMost(PATIENCE).until(() -> world.edits().size() == 1);
            world.passLanes();
            await().atMost(PATIENCE).until(() -> allDone(world));
        }
    }

    private static boolean allDone(World world) {
        try (Lags lags = Lags.open(world.settings.kafka())) {
            return lags.awaitPassed(
                    world.topics.rescansGroup(), List.of(world.topics.rescans().name()), Duration.ofMillis(10));
        }
    }

    private static Slices backfilled(World world) {
        world.definitions.refresh();
        Slices slices = world.slices();
        Backfill backfill = world.open(Backfill.start(world.settings, slices, world.definitions.generations()));
        await().atMost(PATIENCE).until(backfill::finished);
        return slices;
    }
}
