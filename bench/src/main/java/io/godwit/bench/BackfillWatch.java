package io.godwit.bench;

import io.godwit.console.workflow.WorkflowStatus;
import java.time.Duration;
import java.util.function.Supplier;

/** Follows a migration by its status; not often, for each one reads how far all topics are, on the machine that is measured. */
final class BackfillWatch {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<WorkflowStatus> status;
    private final Duration patience;

    BackfillWatch(Supplier<WorkflowStatus> status, Duration patience) {
        this.status = status;
        this.patience = patience;
    }

    /** Waits for the last document's final outcome at the target. */
    BackfillSpan awaitBackfilled() throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long before = System.nanoTime();
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        while (System.nanoTime() < deadline) {
            long asked = System.nanoTime();
            WorkflowStatus now = status.get();
            if (over(now)) {
                return seen(new BackfillSpan(from, to, (System.nanoTime() - before) / 1e9));
            }
            if (now.backfill().listed() > 0) {
                from = Math.min(from, System.nanoTime());
                to = asked;
            } else {
                before = asked;
            }
            Thread.sleep(POLL);
        }
        throw new IllegalStateException("no backfill within " + patience + ": " + status.get());
    }

    /** Waits for a verification and wants it equal: what is fast or small and wrong is worth nothing. */
    void requireEqual() throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        WorkflowStatus now = status.get();
        while (now.running().isPresent() || now.state().verification().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not verified within " + patience + ": " + now);
            }
            Thread.sleep(POLL);
            now = status.get();
        }
        if (!now.state().verification().orElseThrow().equal()) {
            throw new IllegalStateException("the sides differ: " + now.state().verification());
        }
    }

    private static BackfillSpan seen(BackfillSpan span) {
        if (span.from() > span.to()) {
            throw new IllegalStateException("the backfill was over before it was seen twice; use more documents");
        }
        return span;
    }

    private static boolean over(WorkflowStatus status) {
        return status.backfill().finished()
                && status.stages().stream().anyMatch(stage -> stage.name().equals("backfill") && stage.waiting() == 0);
    }
}
