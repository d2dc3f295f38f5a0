package io.godwit.chaos.check;

import io.godwit.console.workflow.Step;
import io.godwit.console.workflow.WorkflowStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** I6: what the console says of itself, from one status to the next, over all restarts. Safe for several threads. */
public final class Progress {
    /** One page of each slice of a listing may be listed again. */
    static final long CHECKPOINT = 5_000;

    private static final Set<Step> LASTING = EnumSet.of(Step.CAPTURE, Step.METADATA, Step.BACKFILL);
    private static final int SHOWN = 10;

    private final List<String> wentBack = new ArrayList<>();
    private @Nullable WorkflowStatus last;
    private long seen;

    /** The next status that was published. */
    public synchronized void see(WorkflowStatus status) {
        seen++;
        if (last != null) {
            compare(last, status);
        }
        last = status;
    }

    /** The last status that was seen. */
    public synchronized @Nullable WorkflowStatus last() {
        return last;
    }

    /** What became of it. */
    public synchronized Finding finding() {
        return new Finding(
                "I6",
                "progress, steps, side and limits never went back",
                wentBack.isEmpty() && seen > 0,
                seen + " statuses seen"
                        + (wentBack.isEmpty()
                                ? ""
                                : "; " + String.join("; ", wentBack.subList(0, Math.min(SHOWN, wentBack.size())))));
    }

    private void compare(WorkflowStatus before, WorkflowStatus after) {
        if (after.state().epoch() < before.state().epoch()) {
            wentBack.add(
                    "epoch " + before.state().epoch() + " to " + after.state().epoch());
        }
        if (before.state().limits().isPresent() && after.state().limits().isEmpty()) {
            wentBack.add("limits forgotten: " + before.state().limits().get());
        }
        if (after.state().epoch() != before.state().epoch()) {
            return;
        }
        if (after.state().side() != before.state().side()) {
            wentBack.add("side " + before.state().side() + " to "
                    + after.state().side() + " within epoch " + after.state().epoch());
        }
        Set<Step> forgotten = EnumSet.copyOf(LASTING);
        forgotten.retainAll(before.state().done());
        forgotten.removeAll(after.state().done());
        if (!forgotten.isEmpty()) {
            wentBack.add("done steps forgotten: " + forgotten);
        }
        long listed = before.backfill().listed();
        boolean known = after.backfill().expected() >= 0;
        if (known && after.backfill().listed() < listed - CHECKPOINT) {
            wentBack.add("listed " + listed + " to " + after.backfill().listed());
        }
    }
}
