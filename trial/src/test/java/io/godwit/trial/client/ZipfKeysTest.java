package io.godwit.trial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfKeysTest {
    private static final int KEYS = 5_000;
    private static final int DRAWS = 2_000_000;

    @Test
    void shouldDrawEachKeyAsOftenAsItsRankSays() {
        double exponent = 0.99;
        int[] drawn = draw(exponent);

        double sum = 0;
        for (int k = 1; k <= KEYS; k++) {
            sum += Math.pow(k, -exponent);
        }
        for (int rank : new int[] {1, 2, 3, 10, 100, 1_000}) {
            double expected = DRAWS * Math.pow(rank, -exponent) / sum;
            assertThat((double) drawn[rank - 1])
                    .as("rank %d", rank)
                    .isCloseTo(expected, within(6 * Math.sqrt(expected)));
        }
    }

    @Test
    void shouldDrawTheLastKeyToo() {
        assertThat(draw(0.99)[KEYS - 1]).isPositive();
    }

    @Test
    void shouldDrawAllKeysAlikeWithoutAnExponent() {
        int[] drawn = draw(0);

        double expected = (double) DRAWS / KEYS;
        for (int k = 0; k < KEYS; k++) {
            assertThat((double) drawn[k]).as("key %d", k).isCloseTo(expected, within(6 * Math.sqrt(expected)));
        }
    }

    @Test
    void shouldRefuseNoKeys() {
        assertThatThrownBy(() -> new ZipfKeys(0, 0.99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys are 0");
    }

    private static int[] draw(double exponent) {
        ZipfKeys keys = new ZipfKeys(KEYS, exponent);
        SplittableRandom random = new SplittableRandom(7);
        int[] drawn = new int[KEYS];
        for (int i = 0; i < DRAWS; i++) {
            drawn[keys.next(random)]++;
        }
        return drawn;
    }
}
