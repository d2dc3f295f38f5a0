package io.godwit.replayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Tombstone;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A removed record must not come back by a backfill that is late, however much the target has forgotten. */
class LateBackfillIT {
    private static final String SETTINGS = "\"number_of_shards\":1,\"number_of_replicas\":0";

    @ParameterizedTest
    @EnumSource(names = {"OPENSEARCH_3", "ELASTICSEARCH_6_8"})
    void shouldRefuseItAfterTheTargetForgotTheDeleteAndTheReplayerWasStartedAnew(SearchVersion version)
            throws Exception {
        try (World world = new World(version)) {
            String index = world.create("late", SETTINGS, "{}");
            try (Replayer _ = world.replayer(Limits.DEFAULT)) {
                world.edits(Changes.remove(index, "gone", 200), Changes.remove(index, "again", 200));
                world.edits(Changes.put(index, "again", 201, "{\"made\":\"again\"}"));
                world.awaitDrained();
            }
            world.target.reopen(index);
            try (Replayer replayer = world.replayer(Limits.DEFAULT)) {
                world.backfill(
                        Changes.put(index, "gone", 150, "{}"),
                        Changes.put(index, "again", 150, "{}"),
                        Changes.put(index, "neighbour", 150, "{}"));
                world.awaitDrained();

                assertThat(replayer.progress().stale()).isEqualTo(2);
                assertThat(world.target.documents(index)).containsOnlyKeys("again", "neighbour");
                assertThat(world.read(world.topics.tombstones(), Tombstone.class))
                        .extracting(Tombstone::getId)
                        .containsExactlyInAnyOrder("gone", "again");
            }
        }
    }

    @Test
    void shouldSweepAwayWhatSomebodyElseBroughtBack() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("swept", SETTINGS, "{}");
            try (Replayer replayer = world.replayer(Limits.DEFAULT)) {
                world.edits(Changes.remove(index, "old", 200), Changes.remove(index, "new", 200));
                world.awaitDrained();
                world.target.reopen(index);
                write(world, index, "old", 150);
                write(world, index, "new", 250);

                replayer.sweep(0);

                assertThat(world.target.documents(index)).containsOnlyKeys("new");
            }
        }
    }

    /** After a swing away and back: what the target forgot, it counts from 1 again when clients make it anew. */
    @Test
    void shouldNotSweepAwayWhatClientsMadeAtTheTargetInAnEpochOfTheirOwn() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("theirs", SETTINGS, "{}");
            try (Replayer replayer = world.replayer(Limits.DEFAULT)) {
                Change second = Change.newBuilder(Changes.remove(index, "second", 5))
                        .setRevision(Revision.of(2, 1, 5).value())
                        .build();
                world.edits(Changes.remove(index, "first", 200), second);
                world.awaitDrained();
                world.target.reopen(index);
                for (String id : List.of("first", "second")) {
                    world.target.cluster.put("/" + index + "/_doc/" + id, "{}").orRefuse();
                }

                replayer.sweep(2);

                assertThat(world.target.documents(index)).containsOnlyKeys("first");
            }
        }
    }

    /** As when the offsets of the flow's group have expired: all that was ever on the lanes is delivered again. */
    @Test
    void shouldNotWriteChangesOfAnEarlierEpochOverWhatClientsDidInBetween() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("history", SETTINGS, "{}");
            for (String id : List.of("made", "again")) {
                world.target
                        .cluster
                        .put("/" + index + "/_doc/" + id, "{\"by\":\"client\"}")
                        .orRefuse();
            }
            world.edits(
                    Changes.put(index, "deleted", 7, "{}"),
                    Changes.put(index, "made", 7, "{}"),
                    Changes.remove(index, "again", 8));
            world.backfill(Changes.put(index, "deleted", 5, "{}"));
            Change now = Change.newBuilder(Changes.put(index, "now", 9, "{}"))
                    .setRevision(Revision.of(2, 1, 9).value())
                    .build();
            world.edits(now);

            try (Replayer replayer = world.replayer(2, Limits.DEFAULT)) {
                world.awaitDrained();

                assertThat(replayer.progress().stale()).isEqualTo(4);
                assertThat(world.target.documents(index)).containsOnlyKeys("made", "again", "now");
                assertThat(String.valueOf(world.target.documents(index).get("made")))
                        .contains("client");
            }
        }
    }

    /** Compaction keeps what was written last. */
    @Test
    void shouldKeepTheNewestRemovalOnTheTopicWhenOneThatHadStoppedWritesAnOlderOne() throws Exception {
        try (World world = new World(SearchVersion.OPENSEARCH_3)) {
            String index = world.create("newest", SETTINGS, "{}");
            try (Replayer _ = world.replayer(Limits.DEFAULT)) {
                world.edits(Changes.remove(index, "twice", 200));
                world.awaitDrained();
                Tombstone newest = tombstones(world).getLast();

                world.bury(Tombstone.newBuilder(newest)
                        .setRevision(newest.getRevision() - 100)
                        .build());

                await().atMost(World.PATIENCE)
                        .untilAsserted(() -> assertThat(tombstones(world))
                                .extracting(Tombstone::getRevision)
                                .containsExactly(
                                        newest.getRevision(), newest.getRevision() - 100, newest.getRevision()));
            }
        }
    }

    private static List<Tombstone> tombstones(World world) {
        return world.read(world.topics.tombstones(), Tombstone.class);
    }

    /** The real thing: nothing done to the target, 90 s, its {@code gc_deletes} at the default. */
    @Execution(ExecutionMode.CONCURRENT)
    static class InTimeIT {
        private static final Duration DELAY = Duration.ofSeconds(90);

        @Test
        void shouldRefuseItNinetySecondsLater() throws Exception {
            try (World world = new World(SearchVersion.OPENSEARCH_3)) {
                String index = world.create("in-time", SETTINGS, "{}");
                try (Replayer _ = world.replayer(Limits.DEFAULT)) {
                    world.backfill(Changes.put(index, "there", 100, "{}"));
                    world.edits(Changes.remove(index, "there", 200), Changes.remove(index, "never-there", 201));
                    world.edits(Changes.remove(index, "unfenced", 202));
                    world.awaitDrained();
                }
                long removed = System.nanoTime();
                await().atMost(DELAY.plusSeconds(30)).until(() -> System.nanoTime() - removed > DELAY.toNanos());
                // the target has forgotten: whoever writes to it without our tombstones brings the record back
                write(world, index, "unfenced", 150);

                try (Replayer _ = world.replayer(Limits.DEFAULT)) {
                    world.backfill(
                            Changes.put(index, "there", 150, "{}"), Changes.put(index, "never-there", 150, "{}"));
                    world.awaitDrained();
                    assertThat(world.target.documents(index)).containsOnlyKeys("unfenced");
                }
            }
        }
    }

    private static void write(World world, String index, String id, long seqNo) {
        long version = Changes.put(index, id, seqNo, "{}").getRevision();
        world.target
                .cluster
                .put("/" + index + "/_doc/" + id + "?version_type=external&version=" + version, "{}")
                .orRefuse();
    }
}
