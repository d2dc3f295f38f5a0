package io.godwit.bench.edits;

import java.util.List;

/** The value that a share of all values does not exceed (nearest rank: always one that was measured). */
public final class Quantile {
    private Quantile() {}

    /** @param share above 0, up to 1 for the greatest */
    public static double of(List<Double> values, double share) {
        if (values.isEmpty() || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + " of " + values.size() + " values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
