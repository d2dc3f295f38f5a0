package io.godwit.capture;

import org.junit.jupiter.api.Test;

/** As {@link FramingIT}, for as long as it takes to find what is rare. */
class FramingCampaign {
    @Test
    void shouldNeverPassOnWhatItDidNotRecord() {
        DamagedRequests.assertRecordedAsPassedOn(10_000);
    }
}
