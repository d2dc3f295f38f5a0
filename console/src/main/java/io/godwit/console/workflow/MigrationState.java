package io.godwit.console.workflow;

import io.godwit.console.role.ReplayLimits;
import io.godwit.schemas.Side;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a migration stands: nothing but the fold of its log.
 *
 * @param done steps that are done and need not be done again in this epoch
 * @param side where clients' writes go
 * @param epoch epoch under which they are recorded
 * @param verification the last verification of this epoch, if none has begun since
 * @param begun what a verification of this epoch that has not come to a result may build on; empty when there is none
 * @param limits the replayer's, if an operator has set them since the migration began
 */
public record MigrationState(
        Set<Step> done,
        Side side,
        int epoch,
        Optional<Verification> verification,
        Optional<Begun> begun,
        Optional<ReplayLimits> limits) {
    private static final String MBPS = "replayer.max.mbps";
    private static final String INFLIGHT = "replayer.max.inflight.requests";

    /**
     * A verification that came to an end.
     *
     * @param equal whether no record differed
     * @param summary the result in one line
     * @param at when it ended
     */
    public record Verification(boolean equal, String summary, Instant at) {}

    /**
     * The first attempt since the last result. Later ones may resume it, so what they compare may have been read then.
     *
     * @param deadLetters how many there had ever been
     */
    public record Begun(long deadLetters) {}

    public static final MigrationState NEW =
            new MigrationState(Set.of(), Side.SOURCE, 0, Optional.empty(), Optional.empty(), Optional.empty());

    public MigrationState {
        done = Set.copyOf(done);
    }

    /** Folds a whole log. */
    public static MigrationState of(List<LogEntry> log) {
        MigrationState state = NEW;
        for (LogEntry entry : log) {
            state = state.after(entry);
        }
        return state;
    }

    /** The state after one more entry. */
    public MigrationState after(LogEntry entry) {
        return switch (entry.what()) {
            case STARTED -> entry.step() == Step.VERIFY ? comparing(entry) : this;
            case DONE -> afterDone(entry);
            case FAILED -> afterFailed(entry);
            case ABORTED -> entry.step() == Step.SWING && entry.detail().containsKey("side") ? moved(entry) : this;
            case COMMANDED -> limited(entry);
        };
    }

    public boolean isDone(Step step) {
        return done.contains(step);
    }

    /** What was found before counts no more: whoever begins anew and does not come to an end knows nothing. */
    private MigrationState comparing(LogEntry entry) {
        // an entry of an earlier version does not tell: then none can be known to be older than what was read
        Begun first =
                begun.orElseGet(() -> new Begun(Long.parseLong(entry.detail().getOrDefault("dead-letters", "0"))));
        return new MigrationState(without(Step.VERIFY), side, epoch, Optional.empty(), Optional.of(first), limits);
    }

    private MigrationState afterDone(LogEntry entry) {
        return switch (entry.step()) {
            case VERIFY ->
                new MigrationState(
                        with(Step.VERIFY), side, epoch, Optional.of(verified(entry)), Optional.empty(), limits);
            case SWING -> moved(entry);
            case CAPTURE, METADATA, BACKFILL, CATCH_UP, REPAIR ->
                new MigrationState(with(entry.step()), side, epoch, verification, begun, limits);
        };
    }

    private MigrationState afterFailed(LogEntry entry) {
        return entry.step() == Step.VERIFY
                ? new MigrationState(without(Step.VERIFY), side, epoch, Optional.empty(), begun, limits)
                : this;
    }

    /** Clients write elsewhere now: what was proved of the other direction proves nothing of this one. */
    private MigrationState moved(LogEntry entry) {
        Set<Step> kept = EnumSet.of(Step.CAPTURE, Step.METADATA, Step.BACKFILL);
        kept.retainAll(done);
        return new MigrationState(
                kept,
                Side.valueOf(entry.required("side")),
                Integer.parseInt(entry.required("epoch")),
                Optional.empty(),
                Optional.empty(),
                limits);
    }

    /** What an entry says that sets limits. */
    static Map<String, String> detail(ReplayLimits limits) {
        return Map.of(
                MBPS, Double.toString(limits.maxMbps()), INFLIGHT, Integer.toString(limits.maxInflightRequests()));
    }

    private MigrationState limited(LogEntry entry) {
        ReplayLimits set =
                new ReplayLimits(Double.parseDouble(entry.required(MBPS)), Integer.parseInt(entry.required(INFLIGHT)));
        return new MigrationState(done, side, epoch, verification, begun, Optional.of(set));
    }

    private static Verification verified(LogEntry entry) {
        return new Verification(Boolean.parseBoolean(entry.required("equal")), entry.required("summary"), entry.at());
    }

    private Set<Step> with(Step step) {
        Set<Step> more = EnumSet.of(step);
        more.addAll(done);
        return more;
    }

    private Set<Step> without(Step step) {
        Set<Step> fewer = EnumSet.noneOf(Step.class);
        fewer.addAll(done);
        fewer.remove(step);
        return fewer;
    }
}
