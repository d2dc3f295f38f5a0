package io.godwit.flow;

import java.time.Duration;

/**
 * How a {@link Publisher} writes.
 *
 * @param topic full topic name
 * @param linger how long a batch waits to be filled; 0 sends at once
 * @param maxInFlightBytes above this {@link Publisher#room()} makes callers wait, above four times this publishing is
 *     refused
 */
public record PublisherSettings(String topic, Duration linger, long maxInFlightBytes) {
    private static final long DEFAULT_BYTES = 32L << 20;

    public PublisherSettings {
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("topic to publish to is empty");
        }
        if (linger.isNegative()) {
            throw new IllegalArgumentException("linger of '" + topic + "' is " + linger + "; must not be negative");
        }
        if (maxInFlightBytes < 1) {
            throw new IllegalArgumentException(
                    "bytes in flight to '" + topic + "' are limited to " + maxInFlightBytes + "; must be at least 1");
        }
    }

    /** For many records: waits up to 5 ms to fill batches of 128 KiB. */
    public static PublisherSettings bulk(String topic) {
        return new PublisherSettings(topic, Duration.ofMillis(5), DEFAULT_BYTES);
    }

    /** For few records somebody waits for: sends at once. */
    public static PublisherSettings lowLatency(String topic) {
        return new PublisherSettings(topic, Duration.ZERO, DEFAULT_BYTES);
    }
}
