package io.godwit.flow;

/** Why and how a flow ends. */
sealed interface Ending {
    /** Closed or cancelled: waits for what is in flight, commits, leaves the group. */
    record Drained() implements Ending {}

    /** Cannot go on: commits what is finished, leaves the group. */
    record Failed(Throwable cause) implements Ending {}

    /**
     * As if the process had died: commits nothing.
     *
     * @param silently does not even leave the group, so its session must time out
     */
    record Killed(boolean silently) implements Ending {}
}
