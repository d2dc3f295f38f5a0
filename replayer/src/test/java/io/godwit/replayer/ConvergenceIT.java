package io.godwit.replayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.replayer.Target.Stored;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever arrives twice, late, out of order, on either lane, by way of several replayers that come and go while the
 * target forgets its deletes: at the end each record is what its highest revision says.
 */
class ConvergenceIT {
    private static final long SEED = 20_261_121;
    private static final int RECORDS = 300;
    private static final int CHANGES = 4_000;
    private static final int ROUNDS = 4;

    @ParameterizedTest
    @EnumSource(names = {"OPENSEARCH_3", "ELASTICSEARCH_6_8"})
    void shouldEndWithTheHighestRevisionOfEachRecord(SearchVersion version) throws Exception {
        Random random = new Random(SEED);
        try (World world = new World(version)) {
            String index =
                    world.create("records", "\"number_of_shards\":2,\"number_of_replicas\":0", "{\"dynamic\":false}");
            List<Change> changes = changes(index, random);
            Map<String, Stored> expected = fold(changes);
            List<Change> sent = disturbed(changes, random);

            Replayer[] running = {world.replayer(Limits.DEFAULT), world.replayer(Limits.DEFAULT)};
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    publish(world, part(sent, round), random);
                    world.target.reopen(index);
                    int slot = random.nextInt(2);
                    running[slot].close();
                    running[slot] = world.replayer(Limits.DEFAULT);
                }
                world.awaitDrained();
                assertThat(world.deadLetters()).isEmpty();
                running[0].sweep(0);
                running[1].sweep(0);
                assertThat(world.target.documents(index)).as("seed %d", SEED).isEqualTo(expected);
            } finally {
                running[0].close();
                running[1].close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "OPENSEARCH_3")
    void shouldWriteEditsWhileMuchBackfillWaits(SearchVersion version) throws Exception {
        try (World world = new World(version)) {
            String index = world.create("lanes", "\"number_of_replicas\":0", "{\"dynamic\":false}");
            List<Change> backfill = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                backfill.add(Changes.put(index, "b" + i, i, "{\"pad\":\"" + "x".repeat(300) + "\"}"));
            }
            world.publish(world.topics.backfill(), backfill);
            try (Replayer replayer = world.replayer(new Limits(4, 2))) {
                await().atMost(World.PATIENCE).until(() -> replayer.progress().applied() > 100);

                world.edits(Changes.put(index, "edit", 1_000_000, "{\"edited\":true}"));
                await().atMost(World.PATIENCE).until(() -> world.target.has(index, "edit"));

                assertThat(replayer.progress().applied())
                        .as("applied in all when the edit was")
                        .isLessThan(10_000);
                await().atMost(World.PATIENCE)
                        .until(() -> replayer.progress().limit().equals("max.mbps"));
                replayer.limit(Limits.DEFAULT);
                world.awaitDrained();
            }
        }
    }

    private static List<Change> part(List<Change> all, int round) {
        return all.subList(round * all.size() / ROUNDS, (round + 1) * all.size() / ROUNDS);
    }

    private static void publish(World world, List<Change> changes, Random random) {
        List<Change> edits = new ArrayList<>();
        List<Change> backfill = new ArrayList<>();
        changes.forEach(change -> (random.nextInt(3) == 0 ? edits : backfill).add(change));
        world.publish(world.topics.edits(), edits);
        world.publish(world.topics.backfill(), backfill);
    }

    private static List<Change> changes(String index, Random random) {
        List<Change> changes = new ArrayList<>();
        for (int seqNo = 0; seqNo < CHANGES; seqNo++) {
            int record = random.nextInt(RECORDS);
            String id = "r" + record;
            String routing = record % 4 == 0 ? "to" + record % 7 : null;
            changes.add(
                    random.nextInt(4) == 0
                            ? Changes.remove(index, id, routing, seqNo)
                            : Changes.put(index, id, routing, seqNo, "{\"n\":" + seqNo + ",\"s\":\"ä\\n\"}"));
        }
        return changes;
    }

    /** Some of them twice, all of them in any order. */
    private static List<Change> disturbed(List<Change> changes, Random random) {
        List<Change> sent = new ArrayList<>(changes);
        changes.stream().filter(_ -> random.nextInt(10) == 0).forEach(sent::add);
        Collections.shuffle(sent, random);
        return sent;
    }

    private static Map<String, Stored> fold(List<Change> changes) {
        Map<String, Change> last = new HashMap<>();
        for (Change change : changes) {
            last.merge(change.getId(), change, (a, b) -> a.getRevision() > b.getRevision() ? a : b);
        }
        Map<String, Stored> expected = new TreeMap<>();
        last.values().stream()
                .filter(change -> change.getOp() == Op.PUT)
                .forEach(change -> expected.put(
                        change.getId(),
                        Stored.of(
                                change.getRevision(),
                                change.getRouting() == null ? "" : change.getRouting(),
                                StandardCharsets.UTF_8
                                        .decode(change.getBody().duplicate())
                                        .toString())));
        return expected;
    }
}
