package io.godwit.chaos.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One role process, started again whenever it ends, as a service manager would. */
final class RoleProcess {
    private static final Duration RESTART = Duration.ofMillis(700);
    /** What a terminal sends to all its processes at once is left to this JVM. */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "role");

    private final RoleSpec spec;
    private final Launcher launcher;
    private final ScheduledExecutorService timer;
    private final Function<String, Launch> launches;
    private final Consumer<Ending> endings;
    /** Instead of what {@link #launches} says. */
    private @Nullable Launch next;

    private Launch running = Launch.PLAIN;
    private @Nullable Process process;
    private @Nullable Process warden;
    private Instant began = Instant.EPOCH;
    private long outputBefore;
    private boolean saidReady;
    private boolean frozen;
    private Ending.@Nullable Cause asked;
    private boolean stopping;

    RoleProcess(
            RoleSpec spec,
            Launcher launcher,
            ScheduledExecutorService timer,
            Function<String, Launch> launches,
            Consumer<Ending> endings) {
        this.spec = spec;
        this.launcher = launcher;
        this.timer = timer;
        this.launches = launches;
        this.endings = endings;
    }

    RoleSpec spec() {
        return spec;
    }

    synchronized void start() {
        if (stopping || isRunning()) {
            return;
        }
        running = next == null ? launches.apply(spec.name()) : next;
        next = null;
        asked = null;
        saidReady = false;
        frozen = false;
        began = Instant.now();
        outputBefore = spec.output().toFile().length();
        Process started = launch();
        process = started;
        warden = warden(started.pid());
        var unused = started.onExit().thenAccept(this::ended);
    }

    /** The next start, and only that one, is made so. */
    synchronized void next(Launch launch) {
        next = launch;
    }

    void kill() {
        kill(Ending.Cause.KILLED);
    }

    /** Of no effect if it does not run. */
    synchronized void kill(Ending.Cause cause) {
        if (process != null && process.isAlive()) {
            asked = cause;
            process.destroyForcibly();
        }
    }

    /** Makes it stand still, or go on; of no effect if it does not run. */
    void freeze(boolean freezes) {
        Process now;
        synchronized (this) {
            now = process;
            frozen = freezes && isRunning();
        }
        if (now != null && now.isAlive()) {
            shell("kill -" + (freezes ? "STOP " : "CONT ") + now.pid());
        }
    }

    /** Asks it to end, and does not start it again. */
    synchronized @Nullable Process stop() {
        stopping = true;
        if (process != null && process.isAlive()) {
            process.destroy();
            return process;
        }
        return null;
    }

    synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Whether this very process has said that it is ready. */
    synchronized boolean isReady() {
        if (!isRunning()) {
            return false;
        }
        if (!saidReady) {
            String text = "\n" + said();
            saidReady = text.contains("\n" + spec.readyLine());
        }
        return saidReady;
    }

    /** Whether it is ready and does not stand still. */
    synchronized boolean isAtWork() {
        return isReady() && !frozen;
    }

    private void ended(Process ended) {
        Ending ending;
        synchronized (this) {
            if (warden != null) {
                warden.destroyForcibly();
                warden = null;
            }
            Ending.Cause cause = cause(ended.exitValue());
            ending = new Ending(
                    spec.name(),
                    cause,
                    ended.exitValue(),
                    Duration.between(began, Instant.now()),
                    cause == Ending.Cause.CRASHED ? running.crashPoint() : null);
        }
        try {
            // before the next start: what that shall be like may depend on this ending
            endings.accept(ending);
        } finally {
            startAgain();
        }
    }

    private synchronized void startAgain() {
        if (!stopping) {
            var unused = timer.schedule(this::start, RESTART.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Ending.Cause cause(int exitCode) {
        if (exitCode == Launch.CRASHED && saysThatItHalted()) {
            return Ending.Cause.CRASHED;
        }
        if (asked != null) {
            return asked;
        }
        return stopping && exitCode == 0 ? Ending.Cause.STOPPED : Ending.Cause.BY_ITSELF;
    }

    /** The exit code alone could be that of anybody's SIGKILL. */
    private boolean saysThatItHalted() {
        return running.crashPoint() != null && said().contains("crash point " + running.crashPoint() + " passed");
    }

    /** What it has printed since its start. */
    private String said() {
        try (var file = Files.newInputStream(spec.output())) {
            file.skipNBytes(outputBefore);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + spec.output(), e);
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.addAll(launcher.command(running, spec.role(), spec.config()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.output().toFile()));
        builder.environment().putAll(running.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.name(), e);
        }
    }

    /** A tiny shell that kills the process when this JVM dies, however that ends: its input ends then. */
    private static Process warden(long pid) {
        try {
            return new ProcessBuilder(List.of("sh", "-c", "trap '' INT HUP; cat >/dev/null; kill -KILL " + pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a warden", e);
        }
    }

    private static void shell(String script) {
        try {
            new ProcessBuilder("sh", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + script, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
