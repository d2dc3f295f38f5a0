package io.godwit.chaos.fault;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How fast faults follow each other.
 *
 * @param shortest least time between two kills
 * @param longest most time between two kills
 */
public record Pace(Duration shortest, Duration longest) {
    private static final Duration LEAST_FREEZE = Duration.ofSeconds(5);
    private static final int FREEZE_FACTOR = 15;

    public Pace {
        if (shortest.isNegative() || shortest.compareTo(longest) > 0) {
            throw new IllegalArgumentException("--pace is " + shortest.toMillis() + "-" + longest.toMillis()
                    + " ms; the first must not be negative, nor more than the second");
        }
    }

    /** Reads {@code 2-12}, in seconds; fractions are fine. */
    public static Pace parse(String text) {
        String[] parts = text.split("-", 2);
        try {
            return new Pace(seconds(parts[0]), seconds(parts[parts.length - 1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--pace is '" + text + "'; must be SECONDS-SECONDS, such as 2-12", e);
        }
    }

    /** What lies between two kills on average. */
    public Duration usual() {
        return shortest.plus(longest).dividedBy(2);
    }

    Duration next(SplittableRandom random) {
        return between(shortest, longest, random);
    }

    /** 5 to 90 s at a pace of 2 to 12 s. */
    Duration freeze(SplittableRandom random) {
        Duration most = longest.multipliedBy(FREEZE_FACTOR).dividedBy(2);
        return most.compareTo(LEAST_FREEZE) <= 0 ? LEAST_FREEZE : between(LEAST_FREEZE, most, random);
    }

    /** For what lasts about as long as it takes from one kill to the next. */
    Duration trouble(SplittableRandom random) {
        return between(Duration.ofMillis(500), longest.plusMillis(500), random);
    }

    private static Duration between(Duration least, Duration most, SplittableRandom random) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text.strip()) * 1000));
    }
}
