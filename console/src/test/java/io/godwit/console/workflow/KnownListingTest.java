package io.godwit.console.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.ScriptedFlow;
import io.godwit.schemas.Side;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownListingTest {
    private static final BackfillStatus UNKNOWN = new BackfillStatus(0, -1, false);

    private final KnownListing known = new KnownListing();

    @Test
    void shouldTellWhatWasSaidLastWhileAProjectorThatWasStartedAgainDoesNotKnow() {
        ScriptedFlow flow = new ScriptedFlow(Side.SOURCE);
        flow.listing = Optional.of(UNKNOWN);
        assertThat(known.of(flow)).isEqualTo(UNKNOWN);

        BackfillStatus half = new BackfillStatus(5_000, 10_000, false);
        flow.listing = Optional.of(half);
        assertThat(known.of(flow)).isEqualTo(half);

        flow.listing = Optional.of(UNKNOWN);
        assertThat(known.of(flow)).isEqualTo(half);
        flow.listing = Optional.of(new BackfillStatus(10_000, -1, true));
        assertThat(known.of(flow)).isEqualTo(new BackfillStatus(10_000, 10_000, true));
        assertThat(known.of(new ScriptedFlow(Side.TARGET)).listed()).isEqualTo(10);
    }
}
