package io.godwit.replayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.flow.DeadLetters;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.replayer.metadata.Standing;
import io.godwit.replayer.sink.RecordSink;
import io.godwit.replayer.throttle.Throttle;
import io.godwit.replayer.tombstone.Tombstones;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Definition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of what is written to a target and what is made there, with answers that come when the test likes. */
class WriterIT {
    private static World world;
    private static Metadata metadata;
    private static Tombstones tombstones;
    private static DeadLetters deadLetters;

    private final ScriptedSink sink = new ScriptedSink();
    private final Writer writer = writer(sink);

    @BeforeAll
    static void open() {
        world = new World(SearchVersion.OPENSEARCH_3);
        metadata = world.metadata(Metadata.Manner.MAKE);
        tombstones = world.open(Tombstones.open(world.kafka, world.topics, world.wire));
        deadLetters = world.open(
                DeadLetters.open(world.kafka, world.topics.deadLetters().name(), "writer"));
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @AfterEach
    void stop() {
        writer.close();
    }

    /** What is under way may arrive late, and its next try would: the new collection would be taken by what is old. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldMakeACollectionAnewAfterTheLastChangeOfTheOldOneHasArrived(boolean answered) throws Exception {
        String index = world.name("anew-" + answered);
        define(index, "g1");
        metadata.awaitApplied(World.PATIENCE);
        Handed old = add("g1", index, 5_000);
        ScriptedSink.Asked underWay = sink.request(1);

        define(index, "g2", "g1");
        await().atMost(World.PATIENCE).until(() -> metadata.standing(index, "g1") == Standing.RETIRED);
        Handed young = add("g2", index, 0);
        await().atMost(World.PATIENCE).until(() -> writer.progress().waitingForDefinition() == 1);
        assertThat(generation(index)).isEqualTo("g1");

        underWay.leave(answered);
        await().atMost(World.PATIENCE).until(() -> old.acknowledged);
        ScriptedSink.Asked second = sink.request(2);
        assertThat(generation(index)).isEqualTo("g2");
        assertThat(second.changes()).containsExactly(young.value());
        second.apply();
        await().atMost(World.PATIENCE).until(() -> young.acknowledged);
        assertThat(writer.progress().stale()).isEqualTo(1);
        assertThat(sink.requests()).isEqualTo(2);
    }

    @Test
    void shouldLetAChangeWaitWhoseCollectionIsNotKnownAnyMore() throws Exception {
        String index = world.name("unknown");
        define(index, "g1");
        metadata.awaitApplied(World.PATIENCE);
        Handed change = add("g1", index, 1);
        ScriptedSink.Asked first = sink.request(1);

        define(index, "g2");
        await().atMost(World.PATIENCE).until(() -> metadata.standing(index, "g1") == Standing.UNKNOWN);
        first.leave(true);
        await().atMost(World.PATIENCE).until(() -> writer.progress().waitingForDefinition() == 1);
        assertThat(change.acknowledged).isFalse();
        assertThat(sink.requests()).isEqualTo(1);

        define(index, "g1");
        sink.request(2).apply();
        await().atMost(World.PATIENCE).until(() -> change.acknowledged);
    }

    private Handed add(String generation, String index, long seqNo) {
        Handed handed = new Handed(Change.newBuilder(Changes.put(index, "d", seqNo, "{}"))
                .setGeneration(generation)
                .build());
        writer.add(List.of(handed));
        return handed;
    }

    private static Writer writer(RecordSink sink) {
        Fence fence = new Fence(Optional.of(metadata), tombstones);
        return new Writer(new FencedSink(sink, fence), fence, tombstones, deadLetters, new Throttle(0), Limits.DEFAULT);
    }

    private static void define(String index, String generation, String... retired) {
        Definition.Builder definition = World.index(
                index,
                generation,
                "{\"settings\":{\"index\":{\"number_of_replicas\":\"0\"}},\"mappings\":{},\"aliases\":{}}");
        world.define(definition.setRetired(List.of(retired)).build());
    }

    /** That the target's collection was made for. */
    private static String generation(String index) {
        return world.target
                .cluster
                .get("/" + index)
                .orRefuse()
                .json()
                .at("/" + index + "/mappings/_meta/godwit_generation")
                .asString();
    }
}
