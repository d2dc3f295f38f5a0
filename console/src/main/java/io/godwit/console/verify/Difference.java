package io.godwit.console.verify;

import io.godwit.schemas.RecordKey;

/**
 * A record that differs, and stayed so when looked at again.
 *
 * @param key names it as {@code kind} says
 * @param detail why, in words, without values of the document
 */
public record Difference(RecordKey key, Kind kind, String detail) {

    /** In what way. */
    public enum Kind {
        /** Only the truth has it. */
        MISSING,
        /** Only the copy has it. */
        EXTRA,
        /** The bodies differ. */
        DIFFERENT,
        /** The bodies are equal, but the copy's version is older than the truth's revision. */
        STALE,
        /** The bodies are equal, but the copy's version is newer than the truth's revision: later changes bounce off. */
        AHEAD,
        /**
         * The copy has the id under another routing only. The key is the truth's; the copy's record, if it is one of its
         * own, is an {@link #EXTRA} one.
         */
        ROUTING
    }
}
