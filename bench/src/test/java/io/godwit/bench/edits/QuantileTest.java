package io.godwit.bench.edits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileTest {
    private static final List<Double> HUNDRED =
            IntStream.rangeClosed(1, 100).mapToObj(n -> (double) (101 - n)).toList();

    @Test
    void shouldBeTheNearestRank() {
        assertThat(Quantile.of(HUNDRED, 0.5)).isEqualTo(50);
        assertThat(Quantile.of(HUNDRED, 0.99)).isEqualTo(99);
        assertThat(Quantile.of(HUNDRED, 1)).isEqualTo(100);
        assertThat(Quantile.of(List.of(7.0), 0.01)).isEqualTo(7);
    }

    @Test
    void shouldCountWhatWasNeverSeenAsTheSlowest() {
        assertThat(Quantile.of(List.of(1.0, Double.POSITIVE_INFINITY), 1)).isInfinite();
        assertThat(Quantile.of(List.of(1.0, Double.POSITIVE_INFINITY), 0.5)).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatHasNoQuantile() {
        assertThatIllegalArgumentException().isThrownBy(() -> Quantile.of(List.of(), 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Quantile.of(HUNDRED, 0));
    }
}
