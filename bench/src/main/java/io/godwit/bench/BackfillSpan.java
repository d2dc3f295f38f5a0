package io.godwit.bench;

/**
 * The time in which a backfill is known to have been under way, by {@link System#nanoTime()}.
 *
 * @param atMostSeconds how long it can have taken: from when nothing was listed yet until it was seen to be over
 */
record BackfillSpan(long from, long to, double atMostSeconds) {
    boolean holds(long moment) {
        return from <= moment && moment <= to;
    }
}
