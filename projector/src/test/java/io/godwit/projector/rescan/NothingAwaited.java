package io.godwit.projector.rescan;

import java.time.Duration;

/** Everything is listed, and every write is answered. */
public class NothingAwaited implements Awaited {
    @Override
    public boolean listingPlanned() {
        return true;
    }

    @Override
    public boolean listingFinished() {
        return true;
    }

    @Override
    public boolean awaitResolved(Duration atMost) {
        return true;
    }
}
