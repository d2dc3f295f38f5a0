package io.godwit.bench.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;

/**
 * One thing that was measured in each of several runs.
 *
 * @param name short, unique within its section
 * @param meaning what it stands for, in one line
 * @param runs its value in each run, in their order
 */
public record Figure(String name, Unit unit, String meaning, Shown shown, List<Double> runs) {

    /** Where a figure is shown beside the table. */
    public enum Shown {
        /** In the table only. */
        IN_TABLE,
        /** A bar of the plot, as what Godwit itself does. */
        AS_OURS,
        /** A bar of the plot, as what it is compared with. */
        AS_OTHER
    }

    public Figure {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("figure '" + name + "' has no runs");
        }
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public double median() {
        return Median.of(runs);
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public double min() {
        return Collections.min(runs);
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public double max() {
        return Collections.max(runs);
    }
}
