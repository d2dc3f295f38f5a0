package io.godwit.app.cli;

import io.godwit.app.line.LineTopics;
import io.godwit.app.line.Role;
import io.godwit.app.migration.UnreachableException;
import io.godwit.app.role.RoleConfig;
import io.godwit.flow.KafkaUnavailableException;
import io.godwit.search.SearchUnavailableException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A role in a process of its own: runs until it is told to end. */
abstract sealed class RoleCommand implements Callable<Integer>
        permits CaptureProxyCommand, ConsoleCommand, ProjectorCommand, ReplayerCommand {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Properties of this process: migration, bootstrap.servers, data, role.name, ...")
    private Path config = Path.of("");

    private static final long AGAIN_SECONDS = 2;

    private final Role role;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile boolean failed;

    RoleCommand(Role role) {
        this.role = role;
    }

    /**
     * Joins the migration.
     *
     * @param ready told what there is to say when it can do its work; may be called later, once
     */
    abstract AutoCloseable start(RoleConfig config, Consumer<String> ready);

    @Override
    public Integer call() throws Exception {
        RoleConfig read = RoleConfig.read(role, config);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(ended), "shutdown"));
        try {
            run(read);
        } finally {
            ended.countDown();
        }
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** Ends the process, which is not needed any more or does harm, and says why. Any thread. */
    final void end(String why) {
        System.err.println("godwit " + role.text() + ": " + why);
        failed = true;
        ending.countDown();
    }

    private void run(RoleConfig read) throws Exception {
        try (AutoCloseable running = begin(read)) {
            ending.await();
        }
    }

    /** As soon as the servers that it needs answer; null if it is to end before. */
    private @Nullable AutoCloseable begin(RoleConfig read) throws InterruptedException {
        String who = "godwit " + role.text() + " " + read.name();
        String said = "";
        do {
            try {
                LineTopics.ensure(read.client(), read.topics());
                return start(read, text -> System.out.println(who + ": ready" + text));
            } catch (KafkaUnavailableException | SearchUnavailableException | UnreachableException e) {
                String waiting = who + ": waiting for a server: " + e.getMessage();
                if (!waiting.equals(said)) {
                    System.err.println(waiting);
                    said = waiting;
                }
            }
        } while (!ending.await(AGAIN_SECONDS, TimeUnit.SECONDS));
        return null;
    }

    /** An end that was asked for is no failure, so the signal shall not be the exit code. */
    private void endAndWait(CountDownLatch ended) {
        boolean askedFor = ended.getCount() > 0;
        ending.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (askedFor) {
            Runtime.getRuntime().halt(failed ? ExitCode.FAILED : ExitCode.DONE);
        }
    }
}
