package io.godwit.chaos.role;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that a role process is started with.
 *
 * @param java the program and its flags
 * @param program what follows the flags of one start: class path and main class
 */
public record Launcher(List<String> java, List<String> program) {
    /** Copies. */
    public Launcher {
        java = List.copyOf(java);
        program = List.copyOf(program);
    }

    /** {@code java FLAGS PROGRAM ROLE --config FILE}. */
    List<String> command(Launch launch, String role, Path config) {
        List<String> command = new ArrayList<>(java);
        command.addAll(launch.flags());
        command.addAll(program);
        command.addAll(List.of(role, "--config", config.toString()));
        return command;
    }
}
