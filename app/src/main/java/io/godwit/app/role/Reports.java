package io.godwit.app.role;

import io.godwit.console.role.BackfillStatus;
import io.godwit.replayer.ReplayProgress;
import io.godwit.schemas.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What projectors and replayers say of themselves, as it travels. */
final class Reports {
    private Reports() {}

    /** Of a process, for both of its flows. */
    interface OfBoth<R> {
        R forward();

        R back();

        /** For the flow that carries the writes of a side. */
        default R of(Side from) {
            return from == Side.SOURCE ? forward() : back();
        }
    }

    /** Of one flow. */
    interface OfFlow {
        /** It is prepared for; null when it is closed. */
        @Nullable
        Integer epoch();

        List<String> problems();
    }

    /** Of a process, for both of its flows. */
    record Projector(Projected forward, Projected back) implements OfBoth<Projected> {}

    /**
     * Of one flow.
     *
     * @param epoch it is prepared for; null when it is closed
     * @param pending exchanges that are not resolved
     */
    record Projected(@Nullable Integer epoch, BackfillStatus backfill, long pending, List<String> problems)
            implements OfFlow {
        static final Projected CLOSED = new Projected(null, new BackfillStatus(0, -1, false), 1, List.of());
    }

    /** Of a process, for both of its flows. */
    record Replayer(Replayed forward, Replayed back) implements OfBoth<Replayed> {}

    /**
     * Of one flow.
     *
     * @param epoch it is prepared for; null when it is closed
     * @param progress null while nothing is written
     * @param waitingDefinitions definitions that are not at the other side
     */
    record Replayed(
            @Nullable Integer epoch, @Nullable ReplayProgress progress, int waitingDefinitions, List<String> problems)
            implements OfFlow {
        static final Replayed CLOSED = new Replayed(null, null, 1, List.of());
    }
}
