package io.godwit.capture;

/** What became of an order to release. */
public sealed interface ReleaseOutcome {

    /**
     * Everything goes to the new side, what was held first.
     *
     * @param held mutations that had waited
     */
    record Released(int held) implements ReleaseOutcome {}

    /** Routing is unchanged: the hold had ended by itself, or the new flow cannot be written to (then it goes on). */
    record NotReleased(String reason) implements ReleaseOutcome {}
}
