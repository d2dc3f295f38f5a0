package io.godwit.replayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.replayer.metadata.Metadata;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RecordingRelay;
import io.godwit.schemas.avro.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While a target does not take writes nothing is given up, and nothing else waits that need not. */
class SickTargetIT {
    private static final SearchVersion VERSION = SearchVersion.OPENSEARCH_3;

    @Test
    void shouldWriteOtherCollectionsWhileOneIsBlocked() throws Exception {
        try (World world = new World(VERSION)) {
            String blocked = world.create("blocked", "\"number_of_replicas\":0", "{}");
            String open = world.create("open", "\"number_of_replicas\":0", "{}");
            world.target.setting(blocked, "\"index.blocks.write\":true");
            try (Replayer replayer = world.replayer(Limits.DEFAULT)) {
                for (int round = 0; round < 10; round++) {
                    int seqNo = round;
                    world.edits(Changes.put(blocked, "b" + round, seqNo, "{}"), Changes.remove(blocked, "a", seqNo));
                    await().atMost(World.PATIENCE)
                            .until(() -> replayer.progress().retried() > seqNo);
                    world.edits(Changes.put(open, "o" + round, seqNo, "{}"));
                    world.backfill(Changes.put(open, "p" + round, seqNo, "{}"));
                    await().atMost(World.PATIENCE).until(() -> world.target.has(open, "p" + seqNo));
                }
                assertThat(world.isDrained()).isFalse();
                assertThat(replayer.progress().rejected()).isZero();

                world.target.setting(blocked, "\"index.blocks.write\":false");
                world.awaitDrained();

                assertThat(world.target.documents(blocked)).hasSize(10);
                assertThat(world.target.documents(open)).hasSize(20);
                assertThat(world.deadLetters()).isEmpty();
            }
        }
    }

    @Test
    void shouldLoseNothingWhileTheWayIsFrozenCutAndLosesAnswers() throws Exception {
        try (RecordingRelay relay = RecordingRelay.to(Sandbox.search(VERSION).address());
                World world = new World(VERSION, relay.address())) {
            String index = world.create("far", "\"number_of_replicas\":0", "{}");
            try (Replayer replayer = world.replayer(Limits.DEFAULT)) {
                world.edits(some(index, 0));
                world.awaitDrained();

                relay.loseAnswers();
                world.edits(some(index, 1));
                await().atMost(World.PATIENCE).until(() -> replayer.progress().retried() > 0);
                assertThat(replayer.progress().limit()).startsWith("back-off");
                relay.passAnswers();
                relay.cut();
                world.awaitDrained();

                relay.refuse();
                world.edits(some(index, 2));
                long before = replayer.progress().retried();
                await().atMost(World.PATIENCE).until(() -> replayer.progress().retried() > before);
                relay.accept();
                world.awaitDrained();

                relay.freeze();
                world.edits(some(index, 3));
                long until = replayer.progress().retried();
                await().atMost(World.PATIENCE).until(() -> replayer.progress().retried() > until);
                relay.thaw();
                world.awaitDrained();

                assertThat(world.target.documents(index)).hasSize(4 * 50);
                assertThat(world.deadLetters()).isEmpty();
            }
        }
    }

    @Test
    void shouldWaitForTheDefinitionOfACollection() throws Exception {
        try (World world = new World(VERSION)) {
            String index = world.name("awaited");
            try (Replayer replayer = world.replayer(world.metadata(Metadata.Manner.MAKE))) {
                world.edits(Changes.put(index, "1", 1, "{}"));
                await().atMost(World.PATIENCE).until(() -> replayer.progress().waitingForDefinition() == 1);
                assertThat(world.target.cluster.get("/" + index).status()).isEqualTo(404);

                world.define(World.index(index, "g1", "{\"settings\":{\"index\":{}},\"mappings\":{},\"aliases\":{}}")
                        .build());
                world.awaitDrained();

                assertThat(world.target.documents(index)).containsOnlyKeys("1");
                assertThat(world.target
                                .cluster
                                .get("/" + index + "/_mapping")
                                .json()
                                .path(index)
                                .path("mappings")
                                .path("_meta")
                                .path("godwit_generation")
                                .asString())
                        .isEqualTo("g1");
            }
        }
    }

    private static Change[] some(String index, int round) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            changes.add(Changes.put(index, "r" + round + "-" + i, i, "{\"round\":" + round + "}"));
        }
        return changes.toArray(Change[]::new);
    }
}
