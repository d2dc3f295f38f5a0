package io.godwit.bench;

/** The time in which a backfill is known to have been under way, by {@link System#nanoTime()}. */
record BackfillSpan(long from, long to) {
    boolean holds(long moment) {
        return from <= moment && moment <= to;
    }

    double seconds() {
        return (to - from) / 1e9;
    }
}
