package io.godwit.replayer.throttle;

import java.util.function.LongSupplier;

/**
 * A token bucket of request bytes. Edits never wait but use the budget first: what they took beyond it is a debt that
 * everything else waits for. Thread-safe.
 */
public final class Throttle {
    private static final double BITS = 8;
    private static final double MEGA = 1e6;
    private static final double BURST_SECONDS = 0.05;

    private final LongSupplier nanoTime;
    private double bytesPerSecond;
    private double tokens;
    private long filledAt;

    public Throttle(double maxMbps) {
        this(maxMbps, System::nanoTime);
    }

    Throttle(double maxMbps, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.filledAt = nanoTime.getAsLong();
        limit(maxMbps);
    }

    /** Another limit from now on, in 10⁶ bit/s; 0 means none. */
    public synchronized void limit(double maxMbps) {
        fill();
        bytesPerSecond = maxMbps * MEGA / BITS;
        tokens = Math.min(tokens, capacity());
    }

    public synchronized boolean limited() {
        return bytesPerSecond > 0;
    }

    /** The most bytes that one request should have under this limit, so that it does not make a burst. */
    public synchronized int largestRequest(int otherwise) {
        return bytesPerSecond > 0 ? (int) Math.max(4096, Math.min(otherwise, capacity())) : otherwise;
    }

    /** Takes what is sent, at once; a negative number gives back what was not needed. */
    public synchronized void spend(long bytes) {
        fill();
        if (bytesPerSecond > 0) {
            tokens -= bytes;
        }
    }

    /** Nanoseconds until something that is not an edit may be sent; 0 means now. */
    public synchronized long nanosUntilFree() {
        fill();
        return bytesPerSecond <= 0 || tokens > 0 ? 0 : (long) (-tokens / bytesPerSecond * 1e9) + 1_000_000;
    }

    private void fill() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(capacity(), tokens + bytesPerSecond * (now - filledAt) / 1e9);
        filledAt = now;
    }

    private double capacity() {
        return bytesPerSecond * BURST_SECONDS;
    }
}
