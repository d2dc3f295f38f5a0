package io.godwit.capture;

import java.time.Duration;

/** What became of an order to hold. */
public sealed interface HoldOutcome {

    /**
     * No mutation is in flight, every outcome is in Kafka, and so is a barrier behind them on every partition.
     *
     * @param took until then
     */
    record Held(Duration took) implements HoldOutcome {}

    /** Nothing is held; mutations go where they went before. */
    record NotHeld(String reason) implements HoldOutcome {}
}
