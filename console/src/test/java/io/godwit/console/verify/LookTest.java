package io.godwit.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.verify.Look.Write;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final Write ONE = new Write(1, 1, 10);
    private static final Write TWO = new Write(1, 1, 11);

    @Test
    void whatTheTruthStillHoldsMustHaveArrived() {
        assertThat(new Look(ONE, null).sameAs(new Look(ONE, null))).isTrue();
        assertThat(new Look(ONE, TWO).sameAs(new Look(ONE, ONE))).isTrue();
    }

    @Test
    void whatTheTruthWroteSinceMayBeOnItsWay() {
        assertThat(new Look(TWO, ONE).sameAs(new Look(ONE, ONE))).isFalse();
        assertThat(new Look(ONE, null).sameAs(new Look(null, null))).isFalse();
        assertThat(new Look(null, ONE).sameAs(new Look(ONE, ONE))).isFalse();
    }

    @Test
    void aRecordThatIsGoneMayHaveComeBackInBetween() {
        assertThat(new Look(null, ONE).sameAs(new Look(null, ONE))).isTrue();
        assertThat(new Look(null, TWO).sameAs(new Look(null, ONE))).isFalse();
    }
}
