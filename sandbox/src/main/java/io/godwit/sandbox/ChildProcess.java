package io.godwit.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server in a process of its own, which can be ended and started again.
 *
 * <p>The child reads its standard input and halts at its end, so it goes when this JVM goes. A frozen child cannot
 * read; a tiny shell beside it waits for the same moment and thaws it.
 */
final class ChildProcess implements Server {
    /**
     * How to start it.
     *
     * @param name for messages
     * @param command program and arguments
     * @param environment variables beside the inherited ones
     * @param directory its working directory, which goes with it if it is temporary
     * @param output where its standard output and error go
     */
    record Recipe(
            String name, List<String> command, Map<String, String> environment, WorkDirectory directory, Path output) {}

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    /**
     * What a terminal sends to all its processes at once (an interrupt, a hang-up) is left to this JVM, which may need
     * its servers to the end; a JVM does not take up a signal that is ignored when it starts.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sandbox");

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration ORDERLY = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 15;

    private final Recipe recipe;
    private final BooleanSupplier ready;
    private final Path log;
    private @Nullable Process process;
    private @Nullable Process thawer;

    /**
     * Does not start yet.
     *
     * @param ready asked while it starts; must be false at first also after an earlier run
     * @param log what to show of a failure
     */
    ChildProcess(Recipe recipe, BooleanSupplier ready, Path log) {
        this.recipe = recipe;
        this.ready = ready;
        this.log = log;
    }

    /** Launches it and returns at once; {@link #awaitReady()} must follow. */
    synchronized void launch() {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.addAll(recipe.command);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(recipe.directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(recipe.output.toFile()));
        builder.environment().putAll(recipe.environment);
        try {
            process = builder.start();
            Running.add(this);
        } catch (IOException e) {
            throw new ServerFailedException("cannot start " + recipe.name + ": " + e.getMessage(), e);
        }
    }

    void awaitReady() {
        long start = System.nanoTime();
        while (!ready.getAsBoolean()) {
            if (!isRunning()) {
                throw new ServerFailedException(recipe.name + " ended while it started:\n" + tail());
            }
            if (System.nanoTime() - start > START.toNanos()) {
                kill();
                throw new ServerFailedException(recipe.name + " did not start in " + START + ":\n" + tail());
            }
            Pause.millis(POLL_MILLIS);
        }
        LOG.atDebug()
                .addKeyValue("server", recipe.name)
                .addKeyValue("millis", (System.nanoTime() - start) / 1_000_000)
                .log("server started");
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(process);
        }
        forget();
    }

    @Override
    public synchronized void freeze() {
        if (process == null || !process.isAlive()) {
            throw new ServerFailedException(recipe.name + " does not run: cannot freeze it");
        }
        if (thawer == null) {
            thawer = run("cat >/dev/null; kill -CONT " + process.pid());
            end(run("kill -STOP " + process.pid()));
        }
    }

    @Override
    public synchronized void thaw() {
        if (thawer != null) {
            end(thawer);
            thawer = null;
        }
    }

    @Override
    public void restart() {
        kill();
        launch();
        awaitReady();
    }

    @Override
    public void stop() {
        stop(ORDERLY);
        recipe.directory.discard();
    }

    /** Ends it in an orderly way, or kills it after that time. */
    synchronized void stop(Duration patience) {
        thaw();
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        kill();
    }

    @Override
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public Path log() {
        return log;
    }

    private void forget() {
        if (thawer != null) {
            thawer.destroyForcibly();
            thawer = null;
        }
        process = null;
        Running.remove(this);
    }

    private Process run(String script) {
        try {
            return new ProcessBuilder("sh", "-c", script).start();
        } catch (IOException e) {
            throw new ServerFailedException("cannot signal " + recipe.name + ": " + e.getMessage(), e);
        }
    }

    /** Ends its input, on which it does what it has to do. */
    private void end(Process shell) {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new ServerFailedException("cannot signal " + recipe.name, e);
        }
        awaitEnd(shell);
    }

    private static void awaitEnd(Process ending) {
        try {
            ending.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String tail() {
        String text = LogTail.of(recipe.output);
        return Files.exists(log) && !log.equals(recipe.output) ? text + "\n" + LogTail.of(log) : text;
    }
}
