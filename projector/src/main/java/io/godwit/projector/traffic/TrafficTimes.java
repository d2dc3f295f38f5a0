package io.godwit.projector.traffic;

import java.time.Duration;

/**
 * How long things are waited for.
 *
 * @param outcomeTimeout after this an exchange without an outcome is taken for unknown
 * @param outcomeSettle a record of an unknown outcome is read at once and once more after this, since the side may still
 *     have been executing it
 * @param generationSettle writes captured sooner than this after a collection's generation was first seen are read again
 *     rather than believed: they may belong to the one before; the same goes for
 *     writes through an alias that was changed
 * @param longestAnswer an exchange without an outcome is pending for so long, then its records are read once more; must be
 *     longer than a proxy waits for an answer
 */
public record TrafficTimes(
        Duration outcomeTimeout, Duration outcomeSettle, Duration generationSettle, Duration longestAnswer) {
    public static final TrafficTimes DEFAULT = new TrafficTimes(
            Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(65));
}
