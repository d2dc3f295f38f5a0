package io.godwit.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.bench.figures.Trace.Point;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    @Test
    void shouldFindTheSlopeOfALine() {
        Growth growth = Growth.of(points(second -> 100 + 2 * second));

        assertThat(growth.perSecond()).isCloseTo(2, NEARLY);
        assertThat(growth.seconds()).isEqualTo(100);
        assertThat(growth.percent()).isCloseTo(100, NEARLY);
    }

    @Test
    void shouldBeFlatForWhatOnlyGoesUpAndDown() {
        assertThat(Growth.of(points(second -> 100 + Math.abs(second % 10 - 5))).percent())
                .isBetween(-0.5, 0.5);
    }

    @Test
    void shouldLookAtTheSecondHalfOnly() {
        Growth growth = Growth.ofSecondHalf(points(second -> Math.min(second, 50)), 0, 100);

        assertThat(growth.perSecond()).isCloseTo(0, NEARLY);
        assertThat(growth.mean()).isCloseTo(50, NEARLY);
    }

    @Test
    void shouldSayWhatItWouldBeInTenMinutes() {
        assertThat(Growth.of(points(second -> 1000 + second)).percentInTenMinutes())
                .isCloseTo(100 * 600 / 1050.0, NEARLY);
    }

    @Test
    void shouldNotTakeOtherPointsWhereTheHalfHasTooFew() {
        Growth growth = Growth.ofSecondHalf(points(second -> 2 * second), 97.5, 99.5);

        assertThat(growth.points()).isEqualTo(1);
        assertThat(growth.perSecond()).isNaN();
        assertThat(growth.percent()).isNaN();
    }

    @Test
    void shouldCountThePointsItIsMadeOf() {
        assertThat(Growth.ofSecondHalf(points(second -> second), 0, 100).points())
                .isEqualTo(51);
        assertThat(Growth.ofSecondHalf(List.of(), 0, 100).points()).isZero();
    }

    private static List<Point> points(DoubleUnaryOperator value) {
        return IntStream.rangeClosed(0, 100)
                .mapToObj(second -> new Point(second, value.applyAsDouble(second)))
                .toList();
    }
}
