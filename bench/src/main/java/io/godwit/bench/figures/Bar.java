package io.godwit.bench.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a figure must reach.
 *
 * @param what in one line
 * @param runs the value in each run, NaN where nothing could be measured; a ratio is made of figures of the same run
 * @param told whether enough was measured to tell
 */
public record Bar(String what, Unit unit, Sense sense, double bound, List<Double> runs, boolean told) {

    /** Which side of the bound is the good one. */
    public enum Sense {
        ABOVE(">"),
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /** Whether the median of all runs keeps it. */
    public enum Verdict {
        PASS,
        FAIL,
        /** Too little was measured: not a pass. */
        TOO_FEW
    }

    public Bar {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("bar '" + what + "' has no runs");
        }
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public double median() {
        return Median.of(runs);
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Verdict verdict() {
        double median = median();
        if (Double.isNaN(median)) {
            return Verdict.TOO_FEW;
        }
        boolean kept = switch (sense) {
            case ABOVE -> median > bound;
            case AT_LEAST -> median >= bound;
            case AT_MOST -> median <= bound;
        };
        if (!kept) {
            return Verdict.FAIL;
        }
        return told ? Verdict.PASS : Verdict.TOO_FEW;
    }
}
