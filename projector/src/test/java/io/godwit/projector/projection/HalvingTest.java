package io.godwit.projector.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvingTest {
    private static final List<Integer> BATCH = IntStream.range(0, 128).boxed().toList();

    private final List<Integer> done = new ArrayList<>();
    private final List<List<Integer>> later = new ArrayList<>();
    private int asked;

    @Test
    void shouldHoldUpNothingButTheRecordThatCannotBeRead() {
        for (int bad = 0; bad < 128; bad++) {
            done.clear();
            later.clear();
            asked = 0;

            attempt(Set.of(bad));

            assertThat(later).containsExactly(List.of(bad));
            assertThat(done).hasSize(127).doesNotContain(bad).doesNotHaveDuplicates();
            assertThat(asked).isEqualTo(15);
        }
    }

    @Test
    void shouldNotAskForEachRecordWhenNoneCanBeRead() {
        attempt(Set.copyOf(BATCH));

        assertThat(done).isEmpty();
        assertThat(later).containsExactly(BATCH.subList(0, 64), BATCH.subList(64, 128));
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void shouldAskOnceWhenAllCanBeRead() {
        attempt(Set.of());

        assertThat(done).isEqualTo(BATCH);
        assertThat(later).isEmpty();
        assertThat(asked).isEqualTo(1);
    }

    private void attempt(Set<Integer> bad) {
        Halving.attempt(
                BATCH,
                part -> {
                    asked++;
                    if (part.stream().anyMatch(bad::contains)) {
                        return false;
                    }
                    return done.addAll(part);
                },
                later::add);
    }
}
