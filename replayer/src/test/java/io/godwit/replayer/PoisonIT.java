package io.godwit.replayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.replayer.World.DeadLetter;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.avro.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that cannot be read or written goes to the dead letters, and the next one of its partition is applied. */
class PoisonIT {
    private static final String STRICT =
            "{\"dynamic\":\"strict\",\"properties\":{\"n\":{\"type\":\"integer\"},\"k\":{\"type\":\"keyword\"}}}";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGiveUpEachBadRecordAndApplyItsNeighbours(boolean edits) throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("poison", "\"number_of_replicas\":0", STRICT);
            TopicSpec lane = edits ? world.topics.edits() : world.topics.backfill();
            byte[] good = world.wire.format(lane.name(), Change.class).encode(Changes.put(index, "x", 1, "{\"n\":1}"));
            List<byte[]> unreadable = List.of(
                    new byte[0],
                    new byte[] {1, 0, 0, 0, 1, 2, 3},
                    new byte[] {0, 0x7f, 0x7f, 0x7f, 0x7f, 2, 3},
                    Arrays.copyOf(good, good.length / 2),
                    "no avro at all".getBytes(StandardCharsets.UTF_8));
            List<Change> rejected = List.of(
                    Changes.put(index, "type", 1, "{\"n\":\"no number\"}"),
                    Changes.put(index, "field", 1, "{\"unknown\":1}"),
                    Changes.put(index, "json", 1, "{\"n\":"),
                    Changes.put(index, "array", 1, "[1]"),
                    Changes.put(index, "deep", 1, "{\"n\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}"),
                    Changes.put(index, "i".repeat(513), 1, "{\"n\":1}"),
                    Changes.hollow(index, "hollow", 1));
            try (Replayer replayer = world.replayer(Limits.DEFAULT)) {
                for (int i = 0; i < unreadable.size(); i++) {
                    world.poison(lane, "poison-" + i, unreadable.get(i));
                    world.publish(lane, List.of(Changes.put(index, "after-" + i, 1, "{\"n\":" + i + "}")));
                }
                for (int i = 0; i < rejected.size(); i++) {
                    world.publish(
                            lane, List.of(rejected.get(i), Changes.put(index, "next-" + i, 1, "{\"n\":" + i + "}")));
                }
                world.awaitDrained();

                assertThat(world.target.documents(index))
                        .hasSize(unreadable.size() + rejected.size())
                        .allSatisfy((id, _) -> assertThat(id).matches("(after|next)-\\d"));
                List<DeadLetter> dead = world.deadLetters();
                assertThat(dead)
                        .hasSize(unreadable.size() + rejected.size())
                        .allSatisfy(letter -> assertThat(letter.topic()).isEqualTo(lane.name()))
                        .allSatisfy(letter -> assertThat(letter.message()).isNotBlank());
                assertThat(dead)
                        .extracting(DeadLetter::key)
                        .containsAll(rejected.stream().map(World::key).toList());
                assertThat(replayer.progress().rejected()).isEqualTo(rejected.size());
            }
        }
    }

    @Test
    void shouldNotLetAWholeRequestFailForOneOfItsRecords() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("spoilt", "\"number_of_replicas\":0", STRICT);
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                changes.add(Changes.put(index, "d" + i, i, "{\"n\":" + i + "}"));
            }
            // an id this long is refused with the whole request
            changes.add(250, Changes.put(index, "i".repeat(513), 1, "{\"n\":1}"));
            world.publish(world.topics.backfill(), changes);
            try (Replayer _ = world.replayer(Limits.DEFAULT)) {
                world.awaitDrained();

                assertThat(world.target.documents(index)).hasSize(500);
                assertThat(world.deadLetters()).hasSize(1);
            }
        }
    }

    @Test
    void shouldStillKnowTheTombstonesAroundOneThatCannotBeRead() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("tombs", "\"number_of_replicas\":0", STRICT);
            world.poison(world.topics.tombstones(), index + "/bad", new byte[] {9, 9});
            try (Replayer _ = world.replayer(Limits.DEFAULT)) {
                world.edits(Changes.remove(index, "gone", 5));
                world.awaitDrained();
            }
            world.target.reopen(index);
            world.poison(world.topics.tombstones(), index + "/worse", new byte[] {0, 0, 0, 0, 1, 1});
            try (Replayer replayer = world.replayer(Limits.DEFAULT)) {
                world.backfill(Changes.put(index, "gone", 4, "{\"n\":1}"), Changes.put(index, "other", 4, "{\"n\":1}"));
                world.awaitDrained();

                assertThat(world.target.documents(index)).containsOnlyKeys("other");
                assertThat(replayer.progress().stale()).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldApplyTheDefinitionsAroundOneThatCannotBeRead() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.name("defined");
            world.poison(world.topics.definitions(), "INDEX/bad", new byte[] {0, 0, 0, 0, 99, 1});
            world.define(World.index(index, "g1", "{\"settings\":{\"index\":{}},\"mappings\":{},\"aliases\":{}}")
                    .build());
            try (Replayer _ = world.replayer(world.metadata(Metadata.Manner.MAKE))) {
                world.edits(Changes.put(index, "1", 1, "{\"n\":1}"));
                world.awaitDrained();
                await().atMost(World.PATIENCE).until(() -> world.target.has(index, "1"));
            }
        }
    }
}
