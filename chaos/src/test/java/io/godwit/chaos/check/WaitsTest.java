package io.godwit.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitsTest {
    @Test
    void shouldTellWhatSoManyOfAHundredDidNotExceed() {
        Waits waits = new Waits();
        for (long millis = 200; millis >= 1; millis--) {
            waits.add(millis);
        }

        assertThat(waits.percentile(50)).isEqualTo(100);
        assertThat(waits.percentile(99)).isEqualTo(198);
        assertThat(waits.percentile(100)).isEqualTo(200);
        assertThat(new Waits().percentile(99)).isZero();
    }
}
