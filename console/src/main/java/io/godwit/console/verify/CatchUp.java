package io.godwit.console.verify;

import java.time.Duration;

/** Waits until the copy has followed the truth. */
@FunctionalInterface
public interface CatchUp {

    /** For sides that nobody writes to: there is nothing to wait for. */
    CatchUp NOTHING_MOVES = _ -> true;

    /**
     * Waits until everything that was written to the truth before this call is at the copy.
     *
     * @return false if {@code atMost} passed before
     */
    boolean await(Duration atMost);
}
