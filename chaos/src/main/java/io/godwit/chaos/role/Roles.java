package io.godwit.chaos.role;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role processes of a run. Each is started again a moment after it ended, for whatever reason, until
 * {@link #stop}; all die with this JVM. Safe for several threads.
 */
public final class Roles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);
    private static final long POLL_MILLIS = 100;

    private final Map<String, RoleProcess> processes = new LinkedHashMap<>();
    private final ScheduledExecutorService timer;

    private Roles(
            Launcher launcher, List<RoleSpec> specs, Function<String, Launch> launches, Consumer<Ending> endings) {
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("roles-restart").daemon().factory());
        for (RoleSpec spec : specs) {
            processes.put(spec.name(), new RoleProcess(spec, launcher, timer, launches, ending -> {
                LOG.atInfo()
                        .addKeyValue("role", ending.name())
                        .addKeyValue("cause", ending.cause())
                        .addKeyValue("exitCode", ending.exitCode())
                        .log("role process ended");
                endings.accept(ending);
            }));
        }
    }

    /**
     * Starts them all and does not wait.
     *
     * @param launches how a process of that name is started, asked before each start
     * @param endings told of each process that ended, on any thread, before it is started again
     */
    public static Roles start(
            Launcher launcher, List<RoleSpec> specs, Function<String, Launch> launches, Consumer<Ending> endings) {
        Roles roles = new Roles(launcher, specs, launches, endings);
        roles.processes.values().forEach(RoleProcess::start);
        return roles;
    }

    /** Their names, in the order they were given. */
    public List<String> names() {
        return List.copyOf(processes.keySet());
    }

    /** SIGKILL; of no effect on one that does not run at the moment. */
    public void kill(String name) {
        one(name).kill();
    }

    /** Kills it; its next start, and only that one, is made so. */
    public void restart(String name, Launch launch) {
        RoleProcess process = one(name);
        process.next(launch);
        process.kill();
    }

    /** Kills it only because it is to be started in another way. */
    public void renew(String name) {
        one(name).kill(Ending.Cause.RENEWED);
    }

    /** Whether it has said that it is ready since its last start, and does not stand still. */
    public boolean isAtWork(String name) {
        return one(name).isAtWork();
    }

    /** SIGSTOP, or SIGCONT. */
    public void freeze(String name, boolean frozen) {
        one(name).freeze(frozen);
    }

    /** Names of those that have not said that they are ready since their last start. */
    public List<String> notReady() {
        return processes.values().stream()
                .filter(process -> !process.isReady())
                .map(process -> process.spec().name())
                .toList();
    }

    /**
     * Waits until every process is ready; blocks.
     *
     * @return names of those that are not when {@code atMost} has passed
     */
    public List<String> awaitReady(Duration atMost) throws InterruptedException {
        Instant deadline = Instant.now().plus(atMost);
        List<String> missing = notReady();
        while (!missing.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(POLL_MILLIS);
            missing = notReady();
        }
        return missing;
    }

    /**
     * Has every process end in order (SIGTERM); blocks.
     *
     * @return names of those that had not ended when {@code atMost} had passed, and were killed
     */
    public List<String> stop(Duration atMost) throws InterruptedException {
        Map<String, Process> ending = new LinkedHashMap<>();
        processes.forEach((name, process) -> {
            process.freeze(false);
            Process asked = process.stop();
            if (asked != null) {
                ending.put(name, asked);
            }
        });
        timer.shutdownNow();
        Instant deadline = Instant.now().plus(atMost);
        List<String> late = new ArrayList<>();
        for (Map.Entry<String, Process> one : ending.entrySet()) {
            long left = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
            if (!one.getValue().waitFor(left, TimeUnit.MILLISECONDS)) {
                late.add(one.getKey());
            }
        }
        late.forEach(this::kill);
        return late;
    }

    /** Kills what still runs. */
    @Override
    public void close() {
        processes.values().forEach(RoleProcess::stop);
        timer.shutdownNow();
        processes.values().forEach(RoleProcess::kill);
    }

    private RoleProcess one(String name) {
        RoleProcess process = processes.get(name);
        if (process == null) {
            throw new IllegalArgumentException("no role process '" + name + "'; there are " + processes.keySet());
        }
        return process;
    }
}
