package io.godwit.app.role;

import io.godwit.console.role.BackfillStatus;
import io.godwit.replayer.ReplayProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What projectors and replayers say of themselves, as it travels. */
final class Reports {
    private Reports() {}

    /** Of a process, for both of its flows. */
    record Projector(Projected forward, Projected back) {}

    /**
     * Of one flow.
     *
     * @param epoch it is prepared for; null when it is closed
     * @param pending exchanges that are not resolved
     */
    record Projected(@Nullable Integer epoch, BackfillStatus backfill, long pending, List<String> problems) {
        static final Projected CLOSED = new Projected(null, new BackfillStatus(0, -1, false), 1, List.of());
    }

    /** Of a process, for both of its flows. */
    record Replayer(Replayed forward, Replayed back) {}

    /**
     * Of one flow.
     *
     * @param epoch it is prepared for; null when it is closed
     * @param progress null while nothing is written
     * @param waitingDefinitions definitions that are not at the other side
     */
    record Replayed(
            @Nullable Integer epoch, @Nullable ReplayProgress progress, int waitingDefinitions, List<String> problems) {
        static final Replayed CLOSED = new Replayed(null, null, 1, List.of());
    }
}
