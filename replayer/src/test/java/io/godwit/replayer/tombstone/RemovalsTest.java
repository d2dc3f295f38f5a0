package io.godwit.replayer.tombstone;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.replayer.tombstone.Tombstones.Remembered;
import io.godwit.schemas.Revision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemovalsTest {
    private final Removals removals = new Removals();

    @Test
    void shouldRefuseWhatIsOlderOnly() {
        removals.add("r", new Remembered(100, "g"));

        assertThat(removals.refuses("r", 99, "g")).isTrue();
        assertThat(removals.refuses("r", 100, "g")).isFalse();
        assertThat(removals.refuses("r", 101, "g")).isFalse();
        assertThat(removals.refuses("other", 1, "g")).isFalse();
    }

    @Test
    void shouldNotSpeakForAnotherGeneration() {
        removals.add("r", new Remembered(100, "g1"));

        assertThat(removals.refuses("r", 1, "g2")).isFalse();
        removals.add("r", new Remembered(5, "g2"));
        assertThat(removals.refuses("r", 4, "g2")).isTrue();
        assertThat(removals.refuses("r", 6, "g2")).isFalse();
    }

    @Test
    void shouldTellThoseOfOneEpochOnly() {
        long later = Revision.of(2, 1, 5).value();
        removals.add("before", new Remembered(Revision.of(0, 1, 7).value(), "g"));
        removals.add("both", new Remembered(Revision.of(0, 1, 8).value(), "g"));
        removals.add("both", new Remembered(later, "g"));
        removals.add("back", new Remembered(Revision.of(1, 1, 9).value(), "g"));

        Map<String, Remembered> told = new HashMap<>();
        removals.forEach(2, told::put);

        assertThat(told).isEqualTo(Map.of("both", new Remembered(later, "g")));
    }

    @Test
    void shouldKnowTheHighestInWhateverOrderTheyCome() {
        Random random = new Random(3);
        List<Long> revisions = new ArrayList<>();
        for (long revision = 1; revision <= 50; revision++) {
            revisions.add(revision);
        }
        for (int round = 0; round < 50; round++) {
            Removals each = new Removals();
            Collections.shuffle(revisions, random);
            revisions.forEach(revision -> each.add("r", new Remembered(revision, "g")));

            assertThat(each.refuses("r", 49, "g")).isTrue();
            assertThat(each.refuses("r", 50, "g")).isFalse();
            assertThat(each.size()).isEqualTo(1);
        }
    }
}
