package io.godwit.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Section KEPT = MeasuredFigures.backfill();

    @Test
    void shouldPassWhenAllBarsAreKept() {
        assertThat(figures(KEPT, KEPT).passed()).isTrue();
    }

    @Test
    void shouldNotPassWhenNothingWasMeasured() {
        assertThat(figures().passed()).isFalse();
    }

    @Test
    void shouldNotPassWithASectionWithoutBars() {
        Section without = new Section("b", KEPT.made(), KEPT.commit(), List.of(), KEPT.figures(), List.of(), List.of());

        assertThat(without.passed()).isFalse();
        assertThat(figures(KEPT, without).passed()).isFalse();
    }

    private static Figures figures(Section... sections) {
        return new Figures(MeasuredFigures.MACHINE, List.of(sections));
    }
}
