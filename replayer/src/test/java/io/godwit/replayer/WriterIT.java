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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer does with answers of a target that come when the test likes, or with none. */
class WriterIT {
    private static World world;
    private static Metadata metadata;
    private static Tombstones tombstones;
    private static DeadLetters deadLetters;

    private final Error bug = new StackOverflowError("a bug");
    private final ScriptedSink sink = new ScriptedSink();
    private final Writer writer = writer(sink, true);

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

    /** A bug must not end in silence: nobody would know that a change is not written. */
    @Test
    void shouldEndTheFlowWhenAChangeCannotBeSent() {
        try (Writer plain = writer(sink, false)) {
            sink.breakWith(bug);
            Handed change = add(plain, Changes.put("any", "1", 1, "{}"));

            await().atMost(World.PATIENCE).until(() -> change.failure != null);
            assertThat(change.failure).hasRootCause(bug);
            assertThat(change.acknowledged).isFalse();
            assertThatItsSlotIsFree(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndTheFlowWhenAChangeCannotBeSentAgain(boolean answered) {
        try (Writer plain = writer(sink, false)) {
            Handed change = add(plain, Changes.put("any", "1", 1, "{}"));
            ScriptedSink.Asked first = sink.request(1);
            sink.breakWith(bug);
            first.leave(answered);

            await().atMost(World.PATIENCE).until(() -> change.failure != null);
            assertThat(change.failure).hasRootCause(bug);
            assertThatItsSlotIsFree(plain);
        }
    }

    @Test
    void shouldSayWhatHasStoppedIt() {
        try (Writer plain = writer(sink, false)) {
            plain.add(List.of(new Handed(Changes.put("any", "1", 1, "{}")) {
                @Override
                public boolean isAbandoned() {
                    throw bug;
                }
            }));

            await().atMost(World.PATIENCE).until(() -> plain.failure().isDone());
            assertThat(plain.failure()).isCompletedWithValue(bug);
        }
    }

    /** In their slots, or in one request with them, it would wait until all that is in them is written. */
    @Test
    void shouldSendAnEditWhileAllRequestsOfTheRestAreUnderWay() {
        try (Writer plain = writer(sink, false)) {
            Handed old = Handed.backfill(Changes.put("any", "old", 1, "{}"), 1);
            plain.add(List.of(old));
            sink.request(1);

            plain.add(List.of(Handed.backfill(Changes.put("any", "older", 1, "{}"), 1)));
            Handed edit = add(plain, Changes.put("any", "edit", 2, "{}"));

            ScriptedSink.Asked second = sink.request(2);
            assertThat(second.changes()).containsExactly(edit.value());
            second.apply();
            await().atMost(World.PATIENCE).until(() -> edit.acknowledged);
            assertThat(old.acknowledged).isFalse();
        }
    }

    @Test
    void shouldSendTheRestWhileAllRequestsOfEditsAreUnderWay() {
        try (Writer plain = writer(sink, false)) {
            add(plain, Changes.put("any", "edit", 2, "{}"));
            sink.request(1);

            Handed old = Handed.backfill(Changes.put("any", "old", 1, "{}"), 1);
            plain.add(List.of(old, new Handed(Changes.put("any", "another", 2, "{}"))));

            assertThat(sink.request(2).changes()).containsExactly(old.value());
        }
    }

    /** A target works off what it is given in the order it came. */
    @Test
    void shouldGiveTheRestInSmallPiecesBesideEdits() {
        try (Writer plain = writer(sink, false)) {
            add(plain, Changes.put("any", "edit", 2, "{}"));
            sink.request(1).apply();

            Change old = Changes.put("any", "old", 1, "{}");
            plain.add(Collections.nCopies(20, Handed.backfill(old, 64 << 10)));

            assertThat(sink.request(2).changes()).hasSize(2);
        }
    }

    private void assertThatItsSlotIsFree(Writer plain) {
        sink.breakWith(null);
        int before = sink.requests();
        add(plain, Changes.put("any", "next", 1, "{}"));
        sink.request(before + 1).apply();
    }

    private Handed add(String generation, String index, long seqNo) {
        return add(
                writer,
                Change.newBuilder(Changes.put(index, "d", seqNo, "{}"))
                        .setGeneration(generation)
                        .build());
    }

    private static Handed add(Writer writer, Change change) {
        Handed handed = new Handed(change);
        writer.add(List.of(handed));
        return handed;
    }

    /** @param fenced whether it asks which collections there are; if not, it has one slot */
    private static Writer writer(RecordSink sink, boolean fenced) {
        Fence fence = new Fence(0, fenced ? Optional.of(metadata) : Optional.empty(), tombstones);
        return new Writer(
                new FencedSink(sink, fence),
                fence,
                tombstones,
                deadLetters,
                new Throttle(0),
                fenced ? Limits.DEFAULT : new Limits(0, 1));
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
