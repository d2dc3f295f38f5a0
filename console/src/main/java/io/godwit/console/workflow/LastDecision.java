package io.godwit.console.workflow;

import io.godwit.schemas.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether clients went where the log says they were to go. A process can end, or Kafka be away, after the decision of a
 * swing became durable and before it was carried out or taken back; proxies then let clients go on where they were. What
 * they wrote there is in the traffic of that side, and nothing was recorded there while they were held.
 */
public final class LastDecision {
    static final String RECORDED = "recorded";
    private static final Logger LOG = LoggerFactory.getLogger(LastDecision.class);

    private LastDecision() {}

    /**
     * The state that the log tells; before that, a decision that was not carried out is taken back in the log. To be asked
     * before any proxy or role is started.
     *
     * @param recorded what {@link io.godwit.console.role.Flow#recorded} is, of the flow from a side
     */
    public static MigrationState settle(MigrationLog log, ToLongFunction<Side> recorded) {
        List<LogEntry> entries = log.read();
        MigrationState state = MigrationState.of(entries);
        if (entries.isEmpty() || !isDecision(entries.getLast())) {
            return state;
        }
        Side left = state.side() == Side.SOURCE ? Side.TARGET : Side.SOURCE;
        long written =
                recorded.applyAsLong(left) - Long.parseLong(entries.getLast().required(RECORDED));
        if (written <= 0) {
            return state;
        }
        String reason = written + " records of traffic came to the " + left + " after the decision";
        LogEntry undone = new LogEntry(
                Step.SWING, LogEntry.What.ABORTED, stay(left, state.epoch() - 1, reason), "console", Instant.now());
        log.append(undone);
        LOG.atWarn().addKeyValue("reason", reason).log("the last swing was decided and not carried out: taken back");
        return state.after(undone);
    }

    /** Detail of an entry by which clients stay where they are. */
    static Map<String, String> stay(Side side, int epoch, String reason) {
        return Map.of("side", side.name(), "epoch", Integer.toString(epoch), "reason", reason);
    }

    private static boolean isDecision(LogEntry entry) {
        return entry.step() == Step.SWING
                && entry.what() == LogEntry.What.DONE
                && entry.detail().containsKey(RECORDED);
    }
}
