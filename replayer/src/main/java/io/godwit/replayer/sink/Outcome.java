package io.godwit.replayer.sink;

/** What became of one change at a target. */
public sealed interface Outcome {
    Outcome APPLIED = new Applied();

    /** The target holds it, or held it before; a removal of what was not there counts as well. */
    record Applied() implements Outcome {}

    /**
     * The target has something newer and refused it, atomically.
     *
     * @param current the version it has; -1 when its answer does not say
     * @param duplicate the target has this very revision already
     */
    record Stale(long current, boolean duplicate) implements Outcome {}

    /**
     * The target will never take it.
     *
     * @param reason error type and text, as the target gave them
     */
    record Rejected(String reason) implements Outcome {}

    /**
     * Not taken, or not known to be taken; the same change may be sent again.
     *
     * @param reason what happened
     */
    record Unavailable(String reason) implements Outcome {}

    /**
     * Not sent.
     *
     * @param reason why it need not be
     */
    record Skipped(String reason) implements Outcome {}

    /** Not sent: its collection is not at the target yet, or not any more. */
    record Early() implements Outcome {}
}
