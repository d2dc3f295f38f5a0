package io.godwit.replayer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.replayer.Changes;
import io.godwit.schemas.avro.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link RecordSink} promises, whatever it writes to. */
interface RecordSinkContract {
    /** The sink under test. */
    RecordSink sink();

    /** Makes an empty collection that takes an integer {@code n} and refuses other values of it; returns its name. */
    String collection();

    /** Makes it refuse writes for now, or take them again. */
    void block(String collection, boolean blocked);

    /** Makes what is written to it from now on findable by {@link RecordSink#refresh} only. */
    void hide(String collection);

    /** How many records a search finds. */
    long found(String collection);

    /** Bodies by id, as the target holds them. */
    Map<String, String> bodies(String collection);

    @Test
    default void shouldTellWhatBecameOfEachChange() {
        String collection = collection();
        write(Changes.put(collection, "a", 5, body(5)), Changes.put(collection, "b", 5, body(5)));

        assertThat(write(
                        Changes.put(collection, "a", 4, body(4)),
                        Changes.put(collection, "b", 5, body(5)),
                        Changes.put(collection, "c", 1, body(1)),
                        Changes.put(collection, "d", 1, "{\"n\":\"no number\"}"),
                        Changes.hollow(collection, "e", 1),
                        Changes.remove(collection, "f", 1),
                        Changes.remove(collection, "a", 6)))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Outcome.Stale.class),
                        second -> assertThat(second).isEqualTo(Outcome.APPLIED),
                        third -> assertThat(third).isEqualTo(Outcome.APPLIED),
                        fourth -> assertThat(fourth).isInstanceOf(Outcome.Rejected.class),
                        fifth -> assertThat(fifth).isInstanceOf(Outcome.Rejected.class),
                        sixth -> assertThat(sixth).isEqualTo(Outcome.APPLIED),
                        seventh -> assertThat(seventh).isEqualTo(Outcome.APPLIED));
        assertThat(bodies(collection)).isEqualTo(Map.of("b", body(5), "c", body(1)));
    }

    @Test
    default void shouldEndInTheSameStateInAnyOrderAndTwice() {
        long seed = 99;
        Random random = new Random(seed);
        String collection = collection();
        List<Change> changes = new ArrayList<>();
        Map<String, String> expected = new TreeMap<>();
        for (int seqNo = 0; seqNo < 400; seqNo++) {
            String id = "r" + random.nextInt(30);
            if (random.nextInt(5) == 0) {
                changes.add(Changes.remove(collection, id, seqNo));
                expected.remove(id);
            } else {
                changes.add(Changes.put(collection, id, seqNo, body(seqNo)));
                expected.put(id, body(seqNo));
            }
        }
        changes.addAll(changes.subList(0, 100));
        Collections.shuffle(changes, random);
        for (int from = 0; from < changes.size(); from += 50) {
            sink().write(changes.subList(from, Math.min(changes.size(), from + 50)))
                    .join();
        }

        assertThat(bodies(collection)).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    default void shouldCallUnavailableWhatMayPassLater() {
        String blocked = collection();
        String open = collection();
        block(blocked, true);

        assertThat(write(Changes.put(blocked, "a", 1, body(1)), Changes.put(open, "a", 1, body(1))))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Outcome.Unavailable.class),
                        second -> assertThat(second).isEqualTo(Outcome.APPLIED));
        block(blocked, false);
        assertThat(write(Changes.put(blocked, "a", 1, body(1)))).containsExactly(Outcome.APPLIED);
    }

    @Test
    default void shouldMakeFindableWhatWasWritten() {
        String collection = collection();
        hide(collection);
        write(Changes.put(collection, "a", 1, body(1)), Changes.put(collection, "b", 2, body(2)));
        assertThat(found(collection)).isZero();

        sink().refresh(List.of("gone-" + collection, collection)).join();

        assertThat(found(collection)).isEqualTo(2);
    }

    private List<Outcome> write(Change... changes) {
        RecordSink.Written written = sink().write(List.of(changes)).join();
        assertThat(written.answered()).isTrue();
        return written.outcomes();
    }

    private static String body(long n) {
        return "{\"n\":" + n + "}";
    }
}
