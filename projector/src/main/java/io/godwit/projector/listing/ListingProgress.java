package io.godwit.projector.listing;

import java.util.Map;

/**
 * How far a backfill is, at one moment.
 *
 * @param documents listed since it was started, and acknowledged by Kafka
 * @param bytes of the answers these came in
 * @param expected documents the cluster said there are when it was started; -1 before it has
 * @param collections each collection and how far it is
 * @param limit what it waits for most
 */
public record ListingProgress(
        long documents, long bytes, long expected, Map<String, Collection> collections, Limit limit) {
    public ListingProgress {
        collections = Map.copyOf(collections);
    }

    /**
     * One collection.
     *
     * @param documents listed since the start
     * @param slices shards not listed to their end yet
     */
    public record Collection(long documents, int slices) {
        public boolean done() {
            return slices == 0;
        }
    }

    /** What limits. */
    public enum Limit {
        /** The source's answers. */
        SOURCE,
        /** Kafka's acknowledgements. */
        KAFKA,
        /** It was paused. */
        PAUSED,
        /** Nothing: it is done, or has not begun. */
        NOTHING
    }
}
