package io.godwit.replayer.metadata;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that something must be done about, each until it has been done: what fails is tried again every two seconds, what another replayer must do first sooner, and
 * what is added while it is being done is done once more. One thread does it.
 */
final class Agenda implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** Others mostly do soon what is left to them. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private static final long LOOK_AGAIN_MS = 20;

    private final Map<String, Long> due = new LinkedHashMap<>();
    private final Map<String, RuntimeException> problems = new ConcurrentHashMap<>();
    private final Consumer<String> work;
    private final Thread thread;
    private long added;
    private boolean closed;

    Agenda(String name, Consumer<String> work) {
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    synchronized void add(String name) {
        due.put(name, ++added);
        notifyAll();
    }

    /** Waits until everything has been done or refused; false when that takes longer. */
    synchronized boolean awaitSettled(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (due.keySet().stream().anyMatch(name -> !problems.containsKey(name))) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }

    /**
     * Waits until something is so that changes with what is done here; blocks.
     *
     * @throws IllegalStateException when that takes longer
     */
    synchronized void await(BooleanSupplier condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("definitions were not followed within " + atMost);
                }
                wait(LOOK_AGAIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while definitions were followed", e);
        }
    }

    /** How much is due. */
    synchronized int size() {
        return due.size();
    }

    /** Why what is still due could not be done, with its name. */
    Collection<String> problems() {
        return problems.entrySet().stream()
                .map(problem -> problem.getKey() + ": " + problem.getValue().getMessage())
                .toList();
    }

    /** Why this could not be done the last time; null when it was done, or not tried yet. */
    @Nullable
    RuntimeException problem(String name) {
        return problems.get(name);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try {
            for (Map<String, Long> now = next(); !now.isEmpty(); now = next()) {
                Duration rest = Duration.ZERO;
                for (Map.Entry<String, Long> each : now.entrySet()) {
                    Duration before = rest;
                    Duration after = attempt(each.getKey(), each.getValue());
                    rest = after.compareTo(before) > 0 ? after : before;
                }
                if (!rest.isZero()) {
                    rest(rest);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Blocks until something is due; nothing once this is closed. */
    private synchronized Map<String, Long> next() throws InterruptedException {
        while (due.isEmpty() && !closed) {
            wait();
        }
        return closed ? Map.of() : new LinkedHashMap<>(due);
    }

    private synchronized void rest(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        long seen = added;
        while (!closed && seen == added && System.nanoTime() < deadline) {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    /** How long to wait before it is tried again; zero when it is done. */
    private Duration attempt(String name, long ticket) {
        try {
            work.accept(name);
            problems.remove(name);
            synchronized (this) {
                due.remove(name, ticket);
                notifyAll();
            }
            return Duration.ZERO;
        } catch (LeftToOthersException e) {
            problems.remove(name);
            LOG.atDebug().addKeyValue("definition", name).log("left to another replayer");
            return LOOK_AGAIN;
        } catch (RuntimeException e) {
            if (problems.put(name, e) == null) {
                LOG.atWarn()
                        .addKeyValue("definition", name)
                        .addKeyValue("error", e.toString())
                        .log("definition refused");
            }
            synchronized (this) {
                notifyAll();
            }
            return RETRY;
        }
    }
}
