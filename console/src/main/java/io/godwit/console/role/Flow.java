package io.godwit.console.role;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * One direction of a migration: everything that makes the other side follow the side clients write to. It can be opened
 * and closed any number of times; where it stands lives in Kafka. All calls block.
 */
public interface Flow {

    /** The side whose writes this flow carries to the other one. */
    Side from();

    /**
     * Starts (or goes on with) interpreting, projecting and replaying under an epoch; without effect when it does already.
     */
    void open(int epoch);

    /**
     * Prepares for {@link #open} before a swing, while clients still write to the other side: what this side holds now came
     * from there and need not be carried back. Nothing is read here nor written there before {@link #open}: with the new
     * epoch it would win over what clients still write there.
     */
    void arm(int epoch);

    /** Stops all roles of this flow, finishing what is in hand; without effect when not open. */
    void close();

    /** Publishes the definitions as they stand now and waits until the other side has them; returns report lines. */
    List<String> migrateMetadata();

    /** Begins, or goes on with, listing every record; returns at once. */
    void startBackfill();

    BackfillStatus backfill();

    /** How many records of captured traffic this flow has ever got, interpreted or not. */
    long recorded();

    /** What waits at each stage, in flow order: a record is at the other side once it has left the last one. */
    List<Stage> stages();

    /** Whether nothing waits at any stage; every role is asked anew, so that a moment after a hold the answer is true. */
    boolean drained();

    /** What the replayer does now. */
    ReplayStatus replay();

    /** What stands still and does not go on by itself, in words; empty when all is well. */
    List<String> problems();

    /** How many dead letters there have ever been. */
    long deadLettersEver();

    /**
     * The first {@code count} of all dead letters no longer count: a comparison that began after them has found every
     * record equal.
     */
    void settleDeadLetters(long count);

    /**
     * Waits until every write recorded before this call has its outcome at the other side.
     *
     * @return false if {@code atMost} passed before
     */
    boolean awaitCaughtUp(Duration atMost);

    /**
     * Makes all that is at the other side findable for whoever searches there.
     *
     * @return false if {@code atMost} passed before
     */
    boolean refresh(Duration atMost);

    /** Asserts every removal of this epoch that is remembered again at the other side. */
    void sweep();

    /** Has the records read again from this flow's side and written as they are there. */
    void repair(Collection<RecordKey> records);

    /** The replayer's limits. */
    ReplayLimits limits();

    /** Changes the replayer's limits; effective within a second, and when it is opened again. */
    void limit(ReplayLimits limits);

    /** Names of the collections that this flow keeps equal. */
    List<String> collections();
}
