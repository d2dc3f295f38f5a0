package io.godwit.console.swing;

import io.godwit.schemas.Side;
import java.time.Duration;

/** How a swing ended. In both cases no write is lost and no client saw an error, only latency. */
public sealed interface SwingOutcome {

    /**
     * Clients are on the other side.
     *
     * @param side where they are now
     * @param epoch the epoch their writes are recorded under from now on
     * @param held how long their writes waited
     */
    record Swung(Side side, int epoch, Duration held) implements SwingOutcome {}

    /**
     * Clients are where they were.
     *
     * @param reason what was late or wrong
     * @param held how long their writes waited; zero if they never did
     */
    record Aborted(String reason, Duration held) implements SwingOutcome {}
}
