package io.godwit.chaos;

import io.godwit.chaos.check.EditWaits;
import io.godwit.chaos.check.Finding;
import io.godwit.chaos.check.Progress;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.schemas.Side;
import java.util.List;

/** Looks at a run from outside while it goes on: what the console says, and how long edits take. */
final class Watch implements AutoCloseable {
    private static final long POLL_MILLIS = 500;

    private final Operator operator;
    private final Progress progress = new Progress();
    private final EditWaits edits;
    private final Thread thread;
    private volatile boolean stopping;

    private Watch(World world, Operator operator, Nemesis nemesis) {
        this.operator = operator;
        this.edits = EditWaits.start(
                world.kafkaClients(),
                World.TOPICS,
                world.cluster(Side.TARGET),
                new EditWaits.Surroundings(this::backfillWaits, nemesis::isCalmSince));
        this.thread = Thread.ofPlatform().name("watch").daemon().start(this::follow);
    }

    static Watch start(World world, Operator operator, Nemesis nemesis) {
        return new Watch(world, operator, nemesis);
    }

    EditWaits edits() {
        return edits;
    }

    /** What became of I4 and I6. */
    List<Finding> findings() {
        return List.of(edits.finding(), progress.finding());
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        edits.close();
    }

    /** Whether records of the backfill wait on their lane, as far as the console says. */
    boolean backfillWaits() {
        WorkflowStatus last = progress.last();
        return last != null
                && last.state().epoch() == 0
                && last.stages().stream().anyMatch(stage -> stage.name().equals("backfill") && stage.waiting() > 0);
    }

    private void follow() {
        try {
            while (!stopping) {
                operator.status().ifPresent(progress::see);
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
