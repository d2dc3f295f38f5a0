package io.godwit.console.workflow;

import io.godwit.console.role.Flow;
import io.godwit.console.role.ReplayLimits;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one step at a time; each may be begun again after a crash at any point of it. Used by one thread; only
 * {@link #state} may be read, and {@link #limit} be called, by others.
 */
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** Each wait is for what is there when it begins: one that is too short begins anew for ever while clients write. */
    private static final Duration CAUGHT_UP_WAIT = Duration.ofMinutes(5);

    private final WorkflowParts parts;
    /** Not held while a step is recorded: a swing that decides does not wait for roles to take limits. */
    private final Object limiting = new Object();

    private volatile MigrationState state;
    private volatile boolean stopped;

    Steps(WorkflowParts parts) {
        this.parts = parts;
        this.state = MigrationState.of(parts.log().read());
    }

    MigrationState state() {
        return state;
    }

    Flow flow() {
        return parts.flowFrom(state.side());
    }

    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    /**
     * Returns when the step is done; any exception means that it is not. After a swing the first one opens the flow that was
     * armed.
     */
    void run(Step step) {
        record(step, LogEntry.What.STARTED, known(step));
        CrashPoint.STARTED_BEFORE_STEP.pass();
        flow().open(state.epoch());
        switch (step) {
            case CAPTURE -> capture();
            case METADATA -> metadata();
            case BACKFILL -> backfill();
            case CATCH_UP -> catchUp();
            case VERIFY -> verifyOrSay();
            case REPAIR, SWING -> throw new IllegalStateException(step.text() + " is ordered, not planned");
        }
    }

    private Map<String, String> known(Step step) {
        return step == Step.VERIFY ? Map.of("dead-letters", Long.toString(flow().deadLettersEver())) : Map.of();
    }

    /** Sets those limits that are given, for good; the steps go on beside it. */
    ReplayLimits limit(Order.Limit given) {
        synchronized (limiting) {
            ReplayLimits limits = given.over(parts.forward().limits());
            record(Step.CATCH_UP, LogEntry.What.COMMANDED, MigrationState.detail(limits));
            parts.forward().limit(limits);
            parts.back().limit(limits);
            return limits;
        }
    }

    synchronized void record(Step step, LogEntry.What what, Map<String, String> detail) {
        LogEntry entry = new LogEntry(step, what, detail, "console", Instant.now());
        parts.log().append(entry);
        state = state.after(entry);
        LOG.atInfo()
                .addKeyValue("step", step.text())
                .addKeyValue("outcome", what)
                .addKeyValue("detail", detail)
                .log("step");
    }

    private void capture() {
        parts.capture().startCapturing();
        record(Step.CAPTURE, LogEntry.What.DONE, Map.of());
    }

    private void metadata() {
        List<String> report = flow().migrateMetadata();
        report.forEach(line -> LOG.atInfo().addKeyValue("step", "metadata").log(line));
        record(Step.METADATA, LogEntry.What.DONE, Map.of("report", String.join("\n", report)));
    }

    private void backfill() {
        flow().startBackfill();
        while (!flow().backfill().finished()) {
            pause();
        }
        record(
                Step.BACKFILL,
                LogEntry.What.DONE,
                Map.of("listed", Long.toString(flow().backfill().listed())));
    }

    private void catchUp() {
        awaitCaughtUp();
        record(Step.CATCH_UP, LogEntry.What.DONE, Map.of());
    }

    private void verifyOrSay() {
        try {
            verify();
        } catch (RuntimeException e) {
            if (!stopped) {
                recordFailure(e);
            }
            throw e;
        }
    }

    private void recordFailure(RuntimeException failure) {
        try {
            record(Step.VERIFY, LogEntry.What.FAILED, Map.of("reason", String.valueOf(failure.getMessage())));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void verify() {
        awaitCaughtUp();
        flow().sweep();
        Comparison.Result result = parts.comparison().compare(flow(), state.epoch());
        if (result.equal()) {
            settleDeadLetters();
        }
        CrashPoint.VERIFIED_BEFORE_LOGGED.pass();
        record(
                Step.VERIFY,
                LogEntry.What.DONE,
                Map.of("equal", Boolean.toString(result.equal()), "summary", result.summary()));
    }

    /** Those from before anything that was compared can have been read; later ones may be of records that differ now. */
    private void settleDeadLetters() {
        state.begun()
                .map(MigrationState.Begun::deadLetters)
                .filter(count -> count > 0)
                .ifPresent(flow()::settleDeadLetters);
    }

    /** Whether what differs now can be told without another verification; not when something was given up after it. */
    boolean knowsWhatDiffers() {
        boolean differs = state.verification().filter(last -> !last.equal()).isPresent();
        return differs && parts.comparison().remembers(state.epoch());
    }

    /** Has all that the last verification found different read again and written; answers how many. */
    long repair() {
        record(Step.REPAIR, LogEntry.What.STARTED, Map.of());
        flow().open(state.epoch());
        long records = parts.comparison().differing(state.epoch(), flow()::repair);
        awaitCaughtUp();
        record(Step.REPAIR, LogEntry.What.DONE, Map.of("records", Long.toString(records)));
        return records;
    }

    private void awaitCaughtUp() {
        while (!flow().awaitCaughtUp(CAUGHT_UP_WAIT)) {
            requireRunning();
        }
    }

    private void requireRunning() {
        if (stopped) {
            throw new StoppedException();
        }
    }

    private void pause() {
        requireRunning();
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
        requireRunning();
    }

    /** Clients are to go to that side; {@code recorded} as {@link LastDecision} reads it. */
    void decided(Side side, int epoch, long recorded) {
        record(
                Step.SWING,
                LogEntry.What.DONE,
                Map.of(
                        "side",
                        side.name(),
                        "epoch",
                        Integer.toString(epoch),
                        LastDecision.RECORDED,
                        Long.toString(recorded)));
    }

    /** Clients stay at that side; again and again until the log has it: a restart must not find what was taken back. */
    void movedBack(Side side, int epoch, String reason) {
        while (true) {
            try {
                record(Step.SWING, LogEntry.What.ABORTED, LastDecision.stay(side, epoch, reason));
                return;
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("undone swing is not in the log, will be tried again");
                pause();
            }
        }
    }

    /** The process ends; the step goes on at the next start. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
