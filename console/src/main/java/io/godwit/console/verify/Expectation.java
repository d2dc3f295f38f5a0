package io.godwit.console.verify;

import io.godwit.schemas.Revision;

/** What a record of the copy must carry, beside the id, routing and body of the truth. */
public sealed interface Expectation {

    /** Nothing else: for periods in which the copy also holds records that were written to it by clients. */
    record Bodies() implements Expectation {}

    /**
     * A {@code _version} equal to the {@link Revision} of the truth's primary term and sequence number: for the first
     * period of a migration, in which only the replayer writes to the copy.
     *
     * @param epoch the epoch under which everything was written
     */
    record Revisions(int epoch) implements Expectation {}
}
