package io.godwit.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.flow.Lags;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.projector.listing.Backfill;
import io.godwit.projector.listing.Slices;
import io.godwit.projector.projection.Reprojection;
import io.godwit.projector.rescan.NothingAwaited;
import io.godwit.projector.rescan.Rescans;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.avro.Change;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be read goes to the dead letters, as it came; what follows it in its partition is done. */
class PoisonIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<byte[]> UNREADABLE = List.of(
            "no avro at all".getBytes(StandardCharsets.UTF_8),
            new byte[] {0, 0x7f, 0, 0, 1, 4},
            new byte[] {0, 0, 0, 0},
            new byte[0]);

    @Test
    void shouldReadTheCandidatesAroundIt() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("poison", 1, "{\"dynamic\":false}");
            world.put(index, "1", "", "{\"n\":1}");
            world.definitions.refresh();
            for (TopicSpec lane : List.of(world.topics.candidates(), world.topics.repairs())) {
                UNREADABLE.forEach(bytes -> poison(world, lane, index + "/1", bytes));
                world.candidate(lane, index, "1", "", 0);
            }

            world.open(Reprojection.start(world.settings, world.definitions));

            await().atMost(PATIENCE)
                    .until(() -> isDrained(
                            world,
                            world.topics.reprojectionGroup(),
                            world.topics.candidates(),
                            world.topics.repairs()));
            assertThat(world.edits()).extracting(Change::getId).containsExactly("1");
            assertThat(world.backfill()).extracting(Change::getId).containsExactly("1");
            assertThat(world.raw(world.topics.deadLetters())).hasSize(2 * UNREADABLE.size());
        }
    }

    @Test
    void shouldCarryOutTheRescansAroundIt() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("poison", 1, "{\"dynamic\":false}");
            world.definitions.refresh();
            UNREADABLE.forEach(bytes -> poison(world, world.topics.rescans(), index, bytes));
            world.put(index, "1", "", "{\"n\":1}");
            world.rescan(index, false, 0);

            world.open(Rescans.start(world.settings, world.definitions, world.slices(), new NothingAwaited()));

            await().atMost(PATIENCE).until(() -> isDrained(world, world.topics.rescansGroup(), world.topics.rescans()));
            assertThat(world.edits()).extracting(Change::getId).containsExactly("1");
            assertThat(world.raw(world.topics.deadLetters())).hasSize(UNREADABLE.size());
        }
    }

    /** A place in the listing that cannot be read is listed again: too much, never too little. */
    @Test
    void shouldListAllOfACollectionWhosePlaceCannotBeRead() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("poison", 1, "{\"dynamic\":false}");
            world.put(index, "1", "", "{\"n\":1}");
            world.definitions.refresh();
            String key = index + "/" + world.generation(index) + "/0";
            UNREADABLE.forEach(bytes -> poison(world, world.topics.listing(), key, bytes));

            Slices slices = world.slices();
            Backfill backfill = world.open(Backfill.start(world.settings, slices, world.definitions.generations()));

            await().atMost(PATIENCE).until(backfill::finished);
            assertThat(world.backfill()).extracting(Change::getId).containsExactly("1");
        }
    }

    private static boolean isDrained(World world, String group, TopicSpec... topics) {
        try (Lags lags = Lags.open(world.settings.kafka())) {
            return lags.of(group, Arrays.stream(topics).map(TopicSpec::name).toList())
                    .isDrained();
        }
    }

    private static void poison(World world, TopicSpec topic, String key, byte[] value) {
        try (Publisher<byte[]> publisher =
                Publisher.open(world.settings.kafka(), PublisherSettings.lowLatency(topic.name()), bytes -> bytes)) {
            publisher.publish(key, value).join();
        }
    }
}
