package io.godwit.chaos.fault;

import java.util.List;
import java.util.Set;

/**
 * What a schedule follows from.
 *
 * @param seed everything random follows from it
 * @param kinds which faults
 * @param beats how many kills, or how many of them there would be if kills were among the kinds
 * @param pace time between the beats
 * @param roles names of the role processes
 */
public record ScheduleSettings(long seed, Set<FaultKind> kinds, int beats, Pace pace, List<String> roles) {
    /** Checks and copies. */
    public ScheduleSettings {
        if (beats < 0) {
            throw new IllegalArgumentException("--kills is " + beats + "; must be 0 or more");
        }
        kinds = Set.copyOf(kinds);
        roles = List.copyOf(roles);
    }
}
