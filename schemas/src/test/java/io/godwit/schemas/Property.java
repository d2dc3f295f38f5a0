package io.godwit.schemas;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Tries a property with many random cases. A failure names the seed of its case; {@code -Dproperty.seed=N} repeats that
 * case alone.
 */
public final class Property {
    private Property() {}

    public static void holds(int tries, Consumer<Random> property) {
        Long repeated = Long.getLong("property.seed");
        if (repeated != null) {
            check(repeated, property);
            return;
        }
        Random seeds = new Random();
        for (int i = 0; i < tries; i++) {
            check(seeds.nextLong(), property);
        }
    }

    private static void check(long seed, Consumer<Random> property) {
        try {
            property.accept(new Random(seed));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("does not hold for -Dproperty.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
}
