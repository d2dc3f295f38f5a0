package io.godwit.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void shouldEndAtARoundTickAfterTheGreatestValue() {
        assertThat(Scale.upTo(32_257).ticks()).containsExactly(0.0, 10_000.0, 20_000.0, 30_000.0, 40_000.0);
        assertThat(Scale.upTo(0.9).ticks()).hasSizeBetween(4, 6);
        assertThat(Scale.upTo(50).end()).isEqualTo(50);
    }

    @Test
    void shouldLabelWithAsManyDecimalsAsTheStepNeeds() {
        assertThat(Scale.upTo(32_257).label(10_000)).isEqualTo("10,000");
        assertThat(Scale.upTo(0.9).label(0.2)).isEqualTo("0.2");
    }

    @Test
    void shouldHaveAnAxisWithoutValues() {
        assertThat(Scale.upTo(0).ticks()).containsExactly(0.0, 1.0);
    }
}
