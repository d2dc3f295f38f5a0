package io.godwit.replayer;

import java.util.function.LongSupplier;

/**
 * How long is to be waited after a piece of work, so that it takes at most half of the time: as long as it took, at most a
 * second. Not thread-safe.
 */
final class Rest {
    private static final long LONGEST_NANOS = 1_000_000_000L;

    private final LongSupplier nanos;
    private long began;
    private long ended;
    private boolean working;

    Rest() {
        this(System::nanoTime);
    }

    /** @param nanos the time, in nanoseconds since whenever */
    Rest(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The work begins now. */
    void began() {
        began = nanos.getAsLong();
        working = true;
    }

    /**
     * Nanoseconds until there may be more of it; as long as it lasts, the most there can be.
     *
     * @param stillWorking whether the work has not ended yet
     */
    long nanosLeft(boolean stillWorking) {
        long now = nanos.getAsLong();
        if (working && !stillWorking) {
            working = false;
            ended = now;
        }
        return working ? LONGEST_NANOS : Math.max(0, Math.min(ended - began, LONGEST_NANOS) - (now - ended));
    }
}
