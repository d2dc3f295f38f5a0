package io.godwit.bench.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** All that was measured on one machine. */
public record Figures(Machine machine, List<Section> sections) {

    public Figures {
        sections = List.copyOf(sections);
    }

    /** One of several; figures of different machines are not put into one table. */
    public static Figures together(List<Figures> parts) {
        Machine machine = parts.getFirst().machine();
        for (Figures part : parts) {
            if (!part.machine().equals(machine)) {
                throw new IllegalArgumentException(
                        "figures of different machines: " + machine + " and " + part.machine());
            }
        }
        return new Figures(
                machine,
                parts.stream().flatMap(part -> part.sections().stream()).toList());
    }

    /** Whether all bars are kept; what has none is no pass. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean passed() {
        return !sections.isEmpty() && sections.stream().allMatch(Section::passed);
    }
}
