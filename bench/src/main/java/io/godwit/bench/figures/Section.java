package io.godwit.bench.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * What one benchmark measured.
 *
 * @param name the benchmark's
 * @param made when it ended
 * @param commit of the code when the measuring began; {@code unknown} outside of a repository
 */
public record Section(
        String name,
        Instant made,
        String commit,
        List<Fact> facts,
        List<Figure> figures,
        List<Bar> bars,
        List<Trace> traces) {

    public Section {
        facts = List.copyOf(facts);
        figures = List.copyOf(figures);
        bars = List.copyOf(bars);
        traces = List.copyOf(traces);
    }

    /** Whether all bars are kept; what has none is no pass. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean passed() {
        return !bars.isEmpty() && bars.stream().allMatch(bar -> bar.verdict() == Bar.Verdict.PASS);
    }
}
