package io.godwit.chaos.role;

import java.nio.file.Path;

/**
 * One role process.
 *
 * @param name of the process, the same over restarts
 * @param role the sub-command
 * @param config its properties file
 * @param output where its standard output and error go
 */
public record RoleSpec(String name, String role, Path config, Path output) {
    String readyLine() {
        return "godwit " + role + " " + name + ": ready";
    }
}
