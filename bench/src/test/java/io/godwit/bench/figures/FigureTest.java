package io.godwit.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void shouldTakeTheRunInTheMiddle() {
        Figure figure = figure(12.0, 3.0, 7.0);

        assertThat(figure.median()).isEqualTo(7.0);
        assertThat(figure.min()).isEqualTo(3.0);
        assertThat(figure.max()).isEqualTo(12.0);
    }

    @Test
    void shouldTakeTheMeanOfTheTwoInTheMiddle() {
        assertThat(figure(4.0, 1.0, 3.0, 100.0).median()).isEqualTo(3.5);
    }

    @Test
    void shouldRefuseToBeWithoutRuns() {
        assertThatIllegalArgumentException().isThrownBy(() -> figure()).withMessageContaining("no runs");
    }

    private static Figure figure(Double... runs) {
        return new Figure("f", Unit.RATIO, "", Figure.Shown.IN_TABLE, List.of(runs));
    }
}
