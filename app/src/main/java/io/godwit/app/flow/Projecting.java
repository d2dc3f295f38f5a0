package io.godwit.app.flow;

import io.godwit.console.role.BackfillStatus;
import java.time.Duration;
import java.util.List;

/** What reads the records of one flow and makes changes of them, wherever it runs. All calls block. */
public interface Projecting {

    /**
     * Prepares; what this side holds now need not be carried, and nothing is read here before {@link #open}: it would carry
     * the new epoch, and win over what clients still write to the other side.
     */
    void arm(int epoch);

    /**
     * Reads and interprets from now on; without effect when it does already.
     *
     * @param listed whether the backfill is on its lane, or there is none
     */
    void open(int epoch, boolean listed);

    /** Finishes what is in hand and stops; without effect when not open. */
    void close();

    /** Publishes the definitions of this side as they stand now. */
    void publishDefinitions();

    /** Begins, or goes on with, listing every record; returns at once. */
    void startBackfill();

    BackfillStatus backfill();

    /** Captured exchanges that are not resolved, as far as known; at least 1 when nobody knows. */
    long pending();

    /** Whether, asked now, no exchange is unresolved. */
    boolean resolved();

    /**
     * Waits until every exchange that has been read by now is resolved.
     *
     * @return false if {@code atMost} passed before
     */
    boolean awaitResolved(Duration atMost);

    /** Names of the collections that are there and open. */
    List<String> collections();

    /** What stands still and does not go on by itself, in words. */
    List<String> problems();
}
