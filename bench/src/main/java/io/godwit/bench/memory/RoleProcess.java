package io.godwit.bench.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One role of a migration in a process of its own, as {@code ./godwit ROLE --config FILE} starts it, with a heap that is
 * all there from the start: what its memory grows by later is not the heap getting used. It ends when that heap is used up,
 * and with this JVM.
 */
public final class RoleProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration ORDERLY = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 20;

    private final String role;
    private final Process process;
    private final Path output;
    private final Thread atExit;

    private RoleProcess(String role, Process process, Path output) {
        this.role = role;
        this.process = process;
        this.output = output;
        this.atExit = new Thread(process::destroyForcibly, "end-" + role);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Begins to start it; {@link #awaitReady} must follow.
     *
     * @param directory its own; empty, or that of an earlier run
     * @param properties what its configuration file says beside its name and its data directory
     */
    static RoleProcess launch(String role, int heapMebibytes, Path directory, Map<String, String> properties) {
        try {
            Path data = Files.createDirectories(directory.resolve("data"));
            StringBuilder text = new StringBuilder("role.name=" + role + "-1\ndata=" + data + "\n");
            properties.forEach(
                    (key, value) -> text.append(key).append('=').append(value).append('\n'));
            Path config = Files.writeString(directory.resolve("role.properties"), text);
            Path output = directory.resolve("output.log");
            Process process = new ProcessBuilder(command(role, heapMebibytes, config))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new RoleProcess(role, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(role + " cannot be started", e);
        }
    }

    private static List<String> command(String role, int heapMebibytes, Path config) {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xms" + heapMebibytes + "m",
                "-Xmx" + heapMebibytes + "m",
                "-XX:+AlwaysPreTouch",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dgodwit.broker.lib=" + System.getProperty("godwit.broker.lib", ""),
                "-cp",
                System.getProperty("java.class.path"),
                "io.godwit.app.Godwit",
                role,
                "--config",
                config.toString());
    }

    /** Waits for the line that says it is ready, and returns it. */
    public String awaitReady() throws InterruptedException {
        String wanted = "godwit " + role + " " + role + "-1: ready";
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<String> line = line(wanted);
            if (line.isPresent()) {
                return line.get();
            }
            requireAlive();
            Thread.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException(role + " is not ready after " + START + ":\n" + text());
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** A role that ended by itself is an {@link IllegalStateException} with what it said last. */
    void requireAlive() {
        if (hasEnded()) {
            throw new IllegalStateException(role + " ended with " + process.exitValue() + ":\n" + text());
        }
    }

    public String role() {
        return role;
    }

    long pid() {
        return process.pid();
    }

    /** Whether any of its threads ran out of memory, survived or not. */
    boolean ranOutOfMemory() {
        return line("OutOfMemoryError").isPresent();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ORDERLY.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private Optional<String> line(String holding) {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> line.contains(holding)).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(output + " cannot be read", e);
        }
    }

    private String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return output + " cannot be read";
        }
    }
}
