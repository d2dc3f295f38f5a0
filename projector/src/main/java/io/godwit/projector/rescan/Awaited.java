package io.godwit.projector.rescan;

import java.time.Duration;

/** What rescans await of the other roles. */
public interface Awaited {

    /**
     * Whether it is settled what the backfill lists, or there is none: rescans find what comes after, and before that they
     * would list everything themselves, ahead of the edits.
     */
    boolean listingPlanned();

    /** Whether the backfill is on its lane, or there is none. */
    boolean listingFinished();

    /** As {@link io.godwit.projector.traffic.TrafficProjection#awaitResolved}. */
    boolean awaitResolved(Duration atMost);
}
