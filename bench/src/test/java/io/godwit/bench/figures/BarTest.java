package io.godwit.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarTest {
    @Test
    void shouldPassOnTheGoodSideOfTheBound() {
        assertThat(bar(Bar.Sense.AT_LEAST, true, 0.5, 0.6, 0.9).verdict()).isEqualTo(Bar.Verdict.PASS);
        assertThat(bar(Bar.Sense.AT_MOST, true, 0.5, 0.6, 0.9).verdict()).isEqualTo(Bar.Verdict.PASS);
    }

    @Test
    void shouldFailOnTheOtherSide() {
        assertThat(bar(Bar.Sense.AT_LEAST, true, 0.59).verdict()).isEqualTo(Bar.Verdict.FAIL);
        assertThat(bar(Bar.Sense.AT_MOST, true, 0.61).verdict()).isEqualTo(Bar.Verdict.FAIL);
    }

    @Test
    void shouldNotPassOnTooFewSamples() {
        assertThat(bar(Bar.Sense.AT_MOST, false, 0.1).verdict()).isEqualTo(Bar.Verdict.TOO_FEW);
        assertThat(bar(Bar.Sense.AT_MOST, false, 0.7).verdict()).isEqualTo(Bar.Verdict.FAIL);
    }

    @Test
    void shouldFailWhatNeverCame() {
        assertThat(bar(Bar.Sense.AT_MOST, true, Double.POSITIVE_INFINITY).verdict())
                .isEqualTo(Bar.Verdict.FAIL);
    }

    @Test
    void shouldBeReallyAboveWhenThatIsWanted() {
        assertThat(bar(Bar.Sense.ABOVE, true, 0.6).verdict()).isEqualTo(Bar.Verdict.FAIL);
        assertThat(bar(Bar.Sense.ABOVE, true, 0.61).verdict()).isEqualTo(Bar.Verdict.PASS);
    }

    @Test
    void shouldNotTellWhatCouldNotBeMeasured() {
        assertThat(bar(Bar.Sense.AT_MOST, true, Double.NaN).verdict()).isEqualTo(Bar.Verdict.TOO_FEW);
        assertThat(bar(Bar.Sense.AT_LEAST, true, Double.NaN).verdict()).isEqualTo(Bar.Verdict.TOO_FEW);
    }

    private static Bar bar(Bar.Sense sense, boolean told, Double... runs) {
        return new Bar("b", Unit.RATIO, sense, 0.6, List.of(runs), told);
    }
}
