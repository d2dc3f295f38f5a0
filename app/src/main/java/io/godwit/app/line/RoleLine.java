package io.godwit.app.line;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.KafkaUnavailableException;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A process's end of the line: it is told what to be, says what it is, and answers questions. Of several assignments that
 * arrive while one is carried out only the newest is carried out next; one that fails is tried again every second until
 * it is replaced, unless it was {@linkplain AssignmentRefusedException refused}.
 */
public final class RoleLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoleLine.class);
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration ANNOUNCED = Duration.ofSeconds(15);
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final Role role;
    private final String name;
    private final String incarnation = UUID.randomUUID().toString();
    private final Worker worker;
    private final Wires wires;
    private final Object change = new Object();
    private final Thread obeying;
    private final Thread reporting;
    private Envelope newest = new Envelope(Mark.NONE, Wires.JSON.nullNode());
    private boolean due;
    private boolean reportDue;
    private boolean leaving;
    private boolean closed;
    private volatile Mark applied = Mark.NONE;
    private volatile Mark refused = Mark.NONE;
    private volatile @Nullable String problem;

    /** What a process does about what it hears. */
    public interface Worker {
        /**
         * Becomes what the assignment says, or stays it; blocks. Called by one thread.
         *
         * @throws AssignmentRefusedException when that cannot be, and trying again would not help
         */
        void carryOut(JsonNode assignment);

        /** What it is now; must not block for long. Any thread. */
        Object report();

        /** Answers a question; may block, one virtual thread each. */
        Object answer(String question, JsonNode arguments);
    }

    private RoleLine(ClientProperties kafka, Topics topics, Wire wire, Role role, String name, Worker worker) {
        this.role = role;
        this.name = name;
        this.worker = worker;
        this.obeying = Thread.ofPlatform().name("assignments").unstarted(this::obey);
        this.reporting = Thread.ofPlatform().name("reports").daemon().unstarted(this::reportAgainAndAgain);
        this.wires = new Wires(kafka, topics, wire, role.text() + " " + name, new Ear());
    }

    /**
     * Joins the conversation; returns when the newest assignment is known, and begins to carry it out. It is read after all
     * others can know of this process: a console that {@linkplain RoleDesk#assign assigns} either waits for this process,
     * too, or is obeyed from the beginning.
     *
     * @throws KafkaUnavailableException when Kafka does not take the first report in time; to be tried again
     */
    public static RoleLine join(
            ClientProperties kafka, Topics topics, Wire wire, Role role, String name, Worker worker) {
        RoleLine line = new RoleLine(kafka, topics, wire, role, name, worker);
        try {
            line.announce();
            line.wires.awaitCaughtUp();
        } catch (RuntimeException e) {
            line.wires.close();
            throw e;
        }
        line.obeying.start();
        line.reporting.start();
        return line;
    }

    /** The last assignment that was carried out. */
    public Mark applied() {
        return applied;
    }

    /** Reports what has changed at once. */
    public void reportNow() {
        synchronized (change) {
            reportDue = true;
            change.notifyAll();
        }
    }

    /**
     * Obeys no more; reports and answers go on, so that nobody takes for gone what still finishes what it has in hand. What
     * the last assignment made of the process is for its owner to undo, before {@link #close}.
     */
    public void leave() {
        synchronized (change) {
            leaving = true;
            change.notifyAll();
        }
        obeying.interrupt();
        join(obeying);
    }

    /** Says goodbye and hangs up. */
    @Override
    public void close() {
        leave();
        synchronized (change) {
            if (closed) {
                return;
            }
            closed = true;
            change.notifyAll();
        }
        join(reporting);
        publish(true, GOODBYE);
        wires.close();
    }

    private void obey() {
        try {
            while (true) {
                Envelope next = next();
                attempt(next);
            }
        } catch (InterruptedException e) {
            LOG.atDebug().log("obeys no more");
        }
    }

    private boolean isLeaving() {
        synchronized (change) {
            return leaving;
        }
    }

    private Envelope next() throws InterruptedException {
        synchronized (change) {
            while (!due && !leaving) {
                change.wait();
            }
            if (leaving) {
                throw new InterruptedException();
            }
            due = false;
            return newest;
        }
    }

    private void attempt(Envelope envelope) throws InterruptedException {
        try {
            worker.carryOut(envelope.body());
            applied = envelope.mark();
            problem = null;
        } catch (AssignmentRefusedException e) {
            refused = envelope.mark();
            problem = e.getMessage();
        } catch (RuntimeException | Error e) {
            if (Thread.currentThread().isInterrupted() || isLeaving()) {
                throw new InterruptedException();
            }
            problem = String.valueOf(e.getMessage());
            LOG.atWarn().setCause(e).addKeyValue("role", role.text()).log("assignment failed, will be tried again");
            retryUnlessReplaced();
        }
        reportNow();
    }

    private void retryUnlessReplaced() throws InterruptedException {
        synchronized (change) {
            awaitChange(RETRY, () -> due || leaving);
            due = true;
        }
    }

    private void reportAgainAndAgain() {
        while (true) {
            publish(false, PERIOD.multipliedBy(10));
            try {
                synchronized (change) {
                    awaitChange(PERIOD, () -> reportDue || closed);
                    reportDue = false;
                    if (closed) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** For at most {@code atMost}; with the lock. */
    private void awaitChange(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (!condition.getAsBoolean() && left > 0) {
            change.wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    /** A report before anything is carried out. */
    private void announce() {
        try {
            wires.tell(Verbs.reportKey(role, name), report(false)).get(ANNOUNCED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was to take the first report", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException("Kafka did not take the first report: " + e, e);
        }
    }

    /** The body is not older than what it says was carried out. */
    private Report report(boolean ended) {
        Mark done = applied;
        Mark not = refused;
        String why = problem;
        Object body = ended ? Wires.JSON.nullNode() : worker.report();
        return new Report(role, name, incarnation, done, not, why, ended, Wires.JSON.valueToTree(body));
    }

    private void publish(boolean ended, Duration patience) {
        try {
            Report report = report(ended);
            wires.tell(Verbs.reportKey(role, name), report).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.atInfo().addKeyValue("error", e.toString()).log("report was not published");
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Question question) {
        Reply reply;
        try {
            Object body = worker.answer(question.what(), question.arguments());
            reply = new Reply(name, null, Wires.JSON.valueToTree(body));
        } catch (RuntimeException e) {
            LOG.atInfo().setCause(e).addKeyValue("question", question.what()).log("cannot answer");
            reply = new Reply(name, String.valueOf(e.getMessage()), Wires.JSON.nullNode());
        }
        wires.tell(Verbs.replyKey(question.id(), name), reply).exceptionally(error -> {
            LOG.atInfo().addKeyValue("error", error.toString()).log("answer was not published");
            return null;
        });
    }

    /** What this end hears. */
    private final class Ear implements Wires.Listener {
        @Override
        public void assigned(Envelope envelope) {
            synchronized (change) {
                if (envelope.mark().replaces(newest.mark())) {
                    newest = envelope;
                    due = !envelope.body().isNull(); // the first console of all has not assigned anything yet
                    change.notifyAll();
                }
            }
        }

        @Override
        public void asked(Question question) {
            if (question.of().contains(incarnation)) {
                Thread.ofVirtual().name("answer-" + question.what()).start(() -> answer(question));
            }
        }

        @Override
        public void told(String key, @Nullable String json) {
            // others speak to the console
        }
    }
}
