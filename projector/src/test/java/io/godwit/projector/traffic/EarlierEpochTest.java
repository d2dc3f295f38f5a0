package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Of what clients wrote before they left this side and came back nothing is read again: what this side holds while they
 * are away is older than what they have.
 */
class EarlierEpochTest extends StoredExchanges {

    /** Both exchanges were interpreted by an instance that ended before it could remove them. */
    @Test
    void shouldInterpretOnlyWhatIsLeftOfItsOwn() {
        leave("left", Captured.inEpoch(Captured.EPOCH - 1, update("left")));
        leave("crashed", update("crashed"));

        begin();
        sweep(1);

        assertThat(candidates()).containsExactly("crashed");
        assertThat(keys()).noneMatch(key -> key.startsWith("left"));
    }

    @Test
    void shouldPassOverWhatIsDeliveredAgain() {
        begin();
        process(Captured.inEpoch(Captured.EPOCH - 1, update("again")));

        assertThat(context.forwarded()).isEmpty();
        assertThat(pending.count()).isZero();
        assertThat(keys()).isEmpty();
    }
}
