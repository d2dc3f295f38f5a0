package io.godwit.console.verify;

/**
 * What was found in one collection.
 *
 * @param presence where it exists
 * @param truth documents read from the truth
 * @param copy documents read from the copy
 * @param differing records that differ after all looks
 */
public record CollectionCounts(String collection, Presence presence, long truth, long copy, long differing) {

    /** Where a collection exists. */
    public enum Presence {
        BOTH,
        /** At the truth only: a difference, also when it is empty. */
        TRUTH_ONLY,
        /** At the copy only: a difference, also when it is empty. */
        COPY_ONLY,
        /** Nowhere: no difference. */
        NOWHERE
    }

    boolean equal() {
        return differing == 0 && (presence == Presence.BOTH || presence == Presence.NOWHERE);
    }
}
