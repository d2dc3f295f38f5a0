package io.godwit.console.workflow;

import java.util.List;
import java.util.Optional;

/** Decides what comes next. Pure. */
final class Planner {
    /** The way to «ready»; a swing is never planned, it is ordered. */
    private static final List<Step> ORDER =
            List.of(Step.CAPTURE, Step.METADATA, Step.BACKFILL, Step.CATCH_UP, Step.VERIFY);

    private Planner() {}

    /** The first step not done yet; empty when there is nothing left but to follow and to obey. */
    static Optional<Step> next(MigrationState state) {
        return ORDER.stream().filter(step -> !state.isDone(step)).findFirst();
    }
}
