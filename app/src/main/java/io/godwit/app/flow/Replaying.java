package io.godwit.app.flow;

import io.godwit.console.role.ReplayLimits;
import io.godwit.replayer.ReplayProgress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What writes the changes of one flow to the other side, wherever it runs. All calls block. */
public interface Replaying {

    /** Prepares; nothing is written before {@link #open}. */
    void arm(int epoch);

    /** Writes from now on; without effect when it does already. */
    void open(int epoch, ReplayLimits limits);

    /** Finishes what is in hand and stops; without effect when not open. */
    void close();

    /**
     * Waits until every definition that is published now is at the other side.
     *
     * @return what could not be kept, and what was created
     * @throws IllegalStateException when one is refused, or that took longer than {@code atMost}
     */
    List<String> awaitDefinitions(Duration atMost);

    /** Definitions that are not at the other side, as far as known; at least 1 when nobody knows. */
    int waitingDefinitions();

    /** Whether, asked now, all are. */
    boolean definitionsSettled();

    /** What was written and what limits that; empty while nothing is. */
    Optional<ReplayProgress> progress();

    /**
     * Makes what was written to these collections findable.
     *
     * @return false if {@code atMost} passed before
     */
    boolean refresh(Collection<String> collections, Duration atMost);

    /** Asserts every removal of this epoch that is remembered again. */
    void sweep(int epoch);

    /** Other limits from now on; effective within a second. */
    void limit(ReplayLimits limits);

    /** What stands still and does not go on by itself, in words. */
    List<String> problems();
}
