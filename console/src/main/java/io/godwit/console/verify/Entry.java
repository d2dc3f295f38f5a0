package io.godwit.console.verify;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a document.
 *
 * @param id as UTF-8
 * @param routing as UTF-8; null where the id routes
 * @param primaryTerm 0 where the server does not tell
 * @param seqNo 0 where the server does not tell
 * @param hashHigh first half of the hash of its body
 * @param hashLow second half
 */
record Entry(
        byte[] id, byte @Nullable [] routing, long version, long primaryTerm, long seqNo, long hashHigh, long hashLow) {

    boolean sameBody(Entry other) {
        return hashHigh == other.hashHigh && hashLow == other.hashLow;
    }

    boolean routedBy(byte @Nullable [] other) {
        return Arrays.equals(routing, other);
    }

    /** Which write it is of. */
    Look.Write write() {
        return new Look.Write(version, primaryTerm, seqNo);
    }
}
