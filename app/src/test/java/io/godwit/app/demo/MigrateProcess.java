package io.godwit.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.app.Godwit;
import io.godwit.app.migration.DataDirectory;
import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@code godwit migrate} command in a JVM of its own, which can be killed at a line of its log. */
final class MigrateProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Logger LOG = LoggerFactory.getLogger(MigrateProcess.class);

    private final Process process;
    private final Thread reader;
    private final Path data;
    private final Path log;
    private final Instant began = Instant.now();
    private volatile @Nullable Reaction reaction;
    private volatile boolean reacted;
    private volatile boolean serves;
    private @Nullable ControlLine line;

    private record Reaction(Predicate<String> to, Runnable what) {}

    private MigrateProcess(Process process, Path data, Path log, @Nullable Reaction reaction) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.reaction = reaction;
        this.reader = Thread.ofPlatform().name("migrate-output").daemon().unstarted(this::read);
    }

    /** Starts {@code godwit migrate} with the arguments. */
    static MigrateProcess start(List<String> arguments, Path data, Path log) {
        return start(arguments, data, log, null);
    }

    /** Starts it and kills it at the first line that contains all {@code words}. */
    static MigrateProcess startAndKillAt(List<String> arguments, Path data, Path log, String... words) {
        MigrateProcess[] started = new MigrateProcess[1];
        MigrateProcess process =
                prepared(arguments, data, log, new Reaction(having(words), () -> started[0].sendKill()));
        started[0] = process;
        process.reader.start();
        return process;
    }

    private static MigrateProcess start(List<String> arguments, Path data, Path log, @Nullable Reaction reaction) {
        MigrateProcess process = prepared(arguments, data, log, reaction);
        process.reader.start();
        return process;
    }

    private static MigrateProcess prepared(List<String> arguments, Path data, Path log, @Nullable Reaction reaction) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                Godwit.class.getName(),
                "migrate",
                "--data",
                data.toString()));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("GODWIT_LOG_LEVEL", "INFO");
            return new MigrateProcess(builder.start(), data, log, reaction);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it was killed by what it was told to be killed at. */
    void awaitKilled() {
        Awaitility.await("end of " + log).atMost(PATIENCE).until(() -> !process.isAlive());
        assertThat(reacted).as("killed at the line it waited for, see %s", log).isTrue();
        close();
    }

    /** At the first line from now on that has all the words; on the thread that reads them. */
    void at(Runnable what, String... words) {
        reacted = false;
        reaction = new Reaction(having(words), what);
    }

    void killAt(String... words) {
        at(this::sendKill, words);
    }

    /** SIGKILL, without closing the streams that are being read. */
    void sendKill() {
        process.toHandle().destroyForcibly();
    }

    void awaitReacted() {
        Awaitility.await("reaction to a line of " + log).atMost(PATIENCE).until(() -> reacted);
    }

    void kill() {
        sendKill();
        close();
    }

    /** The status, published by this very process. */
    WorkflowStatus status() {
        Awaitility.await("status of " + log)
                .atMost(PATIENCE)
                .failFast("migrate ended, see " + log, () -> !process.isAlive())
                .until(() -> serves && line().published().isAfter(began));
        return line().status();
    }

    WorkflowStatus await(String what, Predicate<WorkflowStatus> wanted) {
        WorkflowStatus[] last = new WorkflowStatus[1];
        Awaitility.await(what).atMost(PATIENCE).untilAsserted(() -> {
            last[0] = status();
            assertThat(last[0]).as("see %s", log).matches(wanted, what);
        });
        return last[0];
    }

    Answer swing() {
        return order(new Order.SwingOver(false));
    }

    /** For a process that will be killed meanwhile. */
    void swingWithoutAnswer() {
        Thread.ofPlatform().daemon().name("unanswered-swing").start(() -> {
            try {
                swing();
            } catch (RuntimeException | AssertionError e) {
                LOG.atInfo().addKeyValue("error", e.toString()).log("swing got no answer");
            }
        });
    }

    Answer verify() {
        return order(new Order.Verify());
    }

    /** The limit of the command line holds again after a restart. */
    void liftLimit() {
        assertThat(order(new Order.Limit(Optional.of(0.0), Optional.empty())).done())
                .isTrue();
    }

    private Answer order(Order order) {
        status();
        try {
            return line().order(order, PATIENCE);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer to " + order + ", see " + log, e);
        }
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
            line = null;
        }
        sendKill();
        try {
            process.waitFor();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ControlLine line() {
        if (line == null) {
            line = ControlLine.open(
                    ClientProperties.of(DataDirectory.address(data)), Topics.of("godwit"), Wire.embedded());
        }
        return line;
    }

    private static Predicate<String> having(String... words) {
        return line -> List.of(words).stream().allMatch(line::contains);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                react(text);
                Files.writeString(log, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void react(String text) {
        serves |= text.startsWith("capture proxy");
        Reaction now = reaction;
        if (now != null && now.to().test(text)) {
            reaction = null;
            now.what().run();
            reacted = true;
        }
    }
}
