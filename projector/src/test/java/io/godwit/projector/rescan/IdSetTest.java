package io.godwit.projector.rescan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdSetTest {
    @Test
    void shouldHoldWhatWasAddedAndNothingElse() {
        Random random = new Random(5);
        IdSet ids = new IdSet();
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            // many with the same low bits: they share their place
            long hash = random.nextInt(4) == 0 ? (random.nextLong() << 20) | 7 : random.nextInt(1, 60_000);
            ids.add(hash);
            model.add(hash);
        }

        assertThat(ids.size()).isEqualTo(model.size());
        assertThat(model).allMatch(ids::contains);
        for (long other = 60_000; other < 70_000; other++) {
            assertThat(ids.contains(other)).isEqualTo(model.contains(other));
        }
    }
}
