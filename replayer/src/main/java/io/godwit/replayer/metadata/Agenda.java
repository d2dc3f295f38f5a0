package io.godwit.replayer.metadata;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that something must be done about, each until it has been done: what fails is tried again every two seconds, and
 * what is added while it is being done is done once more. One thread does it.
 */
final class Agenda implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

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
                boolean allDone = true;
                for (Map.Entry<String, Long> each : now.entrySet()) {
                    allDone &= attempt(each.getKey(), each.getValue());
                }
                if (!allDone) {
                    rest();
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

    private synchronized void rest() throws InterruptedException {
        long deadline = System.nanoTime() + RETRY.toNanos();
        long seen = added;
        while (!closed && seen == added && System.nanoTime() < deadline) {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    private boolean attempt(String name, long ticket) {
        try {
            work.accept(name);
            problems.remove(name);
            synchronized (this) {
                due.remove(name, ticket);
                notifyAll();
            }
            return true;
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
            return false;
        }
    }
}
