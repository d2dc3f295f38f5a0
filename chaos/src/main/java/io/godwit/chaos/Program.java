package io.godwit.chaos;

import io.godwit.chaos.role.Launcher;
import java.util.List;
import java.util.Map;

/**
 * The program that is put on trial.
 *
 * @param launcher how its processes are started
 * @param crashPoints names of its crash points, each with the roles (as commands) that pass it
 */
public record Program(Launcher launcher, Map<String, List<String>> crashPoints) {
    /** Copies. */
    public Program {
        crashPoints = Map.copyOf(crashPoints);
    }
}
