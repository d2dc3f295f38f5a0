package io.godwit.bench.memory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The roles of one migration, each a process of its own. */
public final class RoleProcesses implements AutoCloseable {
    private final List<RoleProcess> roles = new ArrayList<>();
    private final int heapMebibytes;
    private final Path directory;

    /** @param directory in which each has its own */
    public RoleProcesses(int heapMebibytes, Path directory) {
        this.heapMebibytes = heapMebibytes;
        this.directory = directory;
    }

    /** Begins to start one; {@link RoleProcess#awaitReady} must follow. */
    public RoleProcess launch(String role, Map<String, String> properties) {
        RoleProcess process = RoleProcess.launch(role, heapMebibytes, directory.resolve(role), properties);
        roles.add(process);
        return process;
    }

    public List<RoleProcess> all() {
        return List.copyOf(roles);
    }

    /** A role that ended by itself is an {@link IllegalStateException} with what it said last. */
    public void requireAlive() {
        roles.forEach(RoleProcess::requireAlive);
    }

    /** Those that ended by themselves. */
    public List<String> ended() {
        return roles.stream()
                .filter(RoleProcess::hasEnded)
                .map(RoleProcess::role)
                .toList();
    }

    /** Those of which any thread ran out of memory, survived or not. */
    public List<String> ranOutOfMemory() {
        return roles.stream()
                .filter(RoleProcess::ranOutOfMemory)
                .map(RoleProcess::role)
                .toList();
    }

    @Override
    public void close() {
        roles.reversed().forEach(RoleProcess::close);
    }
}
