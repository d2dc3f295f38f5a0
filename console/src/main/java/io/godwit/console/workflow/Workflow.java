package io.godwit.console.workflow;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.Flow;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.swing.Swing;
import io.godwit.console.swing.SwingOutcome;
import io.godwit.console.verdict.Facts;
import io.godwit.console.verdict.Verdict;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one migration: goes on with whatever its log says is not done, until both sides are equal; then follows and
 * obeys. Killed at any point and started again, it goes on where it was.
 *
 * <p>One thread does everything that changes something; any thread may ask.
 */
public final class Workflow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workflow.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final WorkflowParts parts;
    private final Steps steps;
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final KnownListing listing = new KnownListing();
    private final Thread thread;
    private volatile @Nullable Step running;
    private volatile @Nullable String problem;

    private record Job(Order order, CompletableFuture<Answer> answer) {}

    private Workflow(WorkflowParts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
        this.thread = Thread.ofPlatform().name("workflow").unstarted(this::loop);
    }

    /** Opens the flow that the log says is the present one and begins. */
    public static Workflow start(WorkflowParts parts) {
        Steps steps = new Steps(parts);
        Workflow workflow = new Workflow(parts, steps);
        steps.flow().open(steps.state().epoch());
        workflow.thread.start();
        return workflow;
    }

    /**
     * Has an order carried out. Limits are changed at once; anything else is refused while a step is under way, because
     * it could only come to nothing.
     */
    public CompletableFuture<Answer> submit(Order order) {
        if (order instanceof Order.Limit limit) {
            return CompletableFuture.completedFuture(limitOrSay(limit));
        }
        Step now = running;
        Optional<Step> next = Planner.next(steps.state());
        if (now != null || next.isPresent()) {
            return CompletableFuture.completedFuture(Answer.refused(notNow(now != null ? now : next.orElseThrow())));
        }
        Job job = new Job(order, new CompletableFuture<>());
        jobs.add(job);
        return job.answer();
    }

    /** Where the migration is, computed now. */
    public WorkflowStatus status() {
        Flow flow = steps.flow();
        Facts facts = facts(flow, steps.state());
        return new WorkflowStatus(
                steps.state(),
                Optional.ofNullable(running),
                Optional.ofNullable(problem),
                Verdict.of(facts),
                facts.capture(),
                facts.stages(),
                listing.of(flow),
                facts.replay());
    }

    /** Stops the thread; roles are closed by whoever started them. The step under way goes on at the next start. */
    @Override
    public void close() {
        steps.stop();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseAll("stopping");
    }

    private void refuseAll(String why) {
        for (Job job = jobs.poll(); job != null; job = jobs.poll()) {
            job.answer().complete(Answer.refused(why));
        }
    }

    private static String notNow(Step step) {
        return "not now: step " + step.text() + " is under way";
    }

    private void loop() {
        while (!steps.stopped()) {
            Optional<Step> next = Planner.next(steps.state());
            if (next.isPresent()) {
                // what was ordered before is not to be done hours later, in a state that nobody has seen
                refuseAll(notNow(next.get()));
                attempt(next.get());
            } else {
                obeyNext();
            }
        }
    }

    private void attempt(Step step) {
        running = step;
        try {
            steps.run(step);
            problem = null;
        } catch (Steps.StoppedException e) {
            LOG.atInfo().addKeyValue("step", step.text()).log("stopped within step");
        } catch (RuntimeException e) {
            if (steps.stopped()) {
                LOG.atInfo().setCause(e).addKeyValue("step", step.text()).log("stopped within step");
                return;
            }
            problem = step.text() + ": " + e.getMessage();
            LOG.atError().setCause(e).addKeyValue("step", step.text()).log("step failed, will be tried again");
            pauseBeforeRetry();
        } finally {
            running = null;
        }
    }

    private void pauseBeforeRetry() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void obeyNext() {
        Job job;
        try {
            job = jobs.poll(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (job == null) {
            return;
        }
        Answer answer = answerTo(job.order());
        running = null;
        job.answer().complete(answer);
    }

    private Answer answerTo(Order order) {
        try {
            return obey(order);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("order", order).log("order failed");
            if (running == Step.VERIFY) {
                problem = Step.VERIFY.text() + ": " + e.getMessage();
            }
            return Answer.failed(String.valueOf(e.getMessage()));
        }
    }

    private Answer obey(Order order) {
        return switch (order) {
            case Order.SwingOver(boolean back) -> swing(back);
            case Order.Verify() -> verify();
            case Order.Repair() -> repair();
            case Order.Limit limit -> limit(limit);
        };
    }

    private Answer limitOrSay(Order.Limit order) {
        try {
            return limit(order);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("order", order).log("order failed");
            return Answer.failed(String.valueOf(e.getMessage()));
        }
    }

    /** On both flows, so that a swing does not undo it; in the log first, so that a restart does not either. */
    private Answer limit(Order.Limit limit) {
        ReplayLimits limits = steps.limit(limit);
        return Answer.done("replayer.max.mbps=" + limits.maxMbps() + (limits.maxMbps() == 0 ? " (no limit)" : "")
                + ", replayer.max.inflight.requests=" + limits.maxInflightRequests());
    }

    private Answer verify() {
        running = Step.VERIFY;
        steps.run(Step.VERIFY);
        MigrationState.Verification result = steps.state().verification().orElseThrow();
        return new Answer(result.equal() ? Answer.Outcome.DONE : Answer.Outcome.NOT_DONE, result.summary());
    }

    private Answer repair() {
        if (!steps.knowsWhatDiffers()) {
            Answer found = verify();
            if (found.done()) {
                return Answer.done("nothing to repair: " + found.text());
            }
        }
        running = Step.REPAIR;
        long repaired = steps.repair();
        Answer after = verify();
        return new Answer(after.outcome(), repaired + " repaired: " + after.text());
    }

    private Answer swing(boolean back) {
        Side side = steps.state().side();
        Side wanted = back ? Side.SOURCE : Side.TARGET;
        if (side == wanted) {
            return Answer.refused("clients are on the " + side.name().toLowerCase(java.util.Locale.ROOT) + " already");
        }
        running = Step.SWING;
        steps.record(Step.SWING, LogEntry.What.STARTED, Map.of("to", wanted.name()));
        Swing swing = new Swing(
                parts.capture(),
                steps.flow(),
                parts.flowTo(side),
                () -> Verdict.of(facts(parts.flowFrom(side), steps.state())),
                parts.swing());
        SwingOutcome outcome = swing.run(steps.state().epoch() + 1, decision());
        return switch (outcome) {
            case SwingOutcome.Swung(Side now, int epoch, Duration held) ->
                Answer.done("clients on " + now.name().toLowerCase(java.util.Locale.ROOT) + ", epoch " + epoch
                        + ", held " + held.toMillis() + " ms");
            case SwingOutcome.Aborted(String reason, Duration held) -> {
                steps.record(Step.SWING, LogEntry.What.ABORTED, Map.of("reason", reason));
                yield new Answer(
                        Answer.Outcome.NOT_DONE,
                        "swing aborted, clients are where they were: " + reason + " (held " + held.toMillis() + " ms)");
            }
        };
    }

    private Swing.Decision decision() {
        return new Swing.Decision() {
            @Override
            public void decided(Side side, int epoch, long recorded) {
                steps.decided(side, epoch, recorded);
            }

            @Override
            public void undone(Side side, int epoch, String reason) {
                steps.movedBack(side, epoch, reason);
            }
        };
    }

    private Facts facts(Flow flow, MigrationState state) {
        boolean first = state.epoch() == 0;
        Optional<BackfillStatus> backfill = first ? Optional.of(backfillOf(flow, state)) : Optional.empty();
        List<String> problems = new ArrayList<>();
        String failed = problem;
        if (failed != null) {
            problems.add(failed);
        }
        problems.addAll(parts.capture().problems());
        problems.addAll(flow.problems());
        return new Facts(
                parts.capture().status(), flow.stages(), backfill, flow.replay(), verificationOf(state), problems);
    }

    private static Facts.Verification verificationOf(MigrationState state) {
        return state.verification()
                .<Facts.Verification>map(last ->
                        new Facts.Ended(last.equal(), Duration.between(last.at(), Instant.now()), last.summary()))
                .orElseGet(() -> state.begun().isPresent() ? new Facts.Unfinished() : new Facts.Never());
    }

    /** The log outlives the listing's own memory: a finished backfill stays finished after a restart. */
    private BackfillStatus backfillOf(Flow flow, MigrationState state) {
        BackfillStatus now = listing.of(flow);
        return state.isDone(Step.BACKFILL) ? new BackfillStatus(now.listed(), now.expected(), true) : now;
    }
}
