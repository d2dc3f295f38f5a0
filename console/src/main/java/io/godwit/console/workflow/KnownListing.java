package io.godwit.console.workflow;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.Flow;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each flow's listing is, as far as anybody has said: whoever reads and has just been started does not know yet, and
 * then what was said last stands. Thread-safe.
 */
final class KnownListing {
    private final Map<Flow, BackfillStatus> last = new ConcurrentHashMap<>();

    BackfillStatus of(Flow flow) {
        return last.merge(
                flow,
                flow.backfill(),
                (before, now) -> now.expected() < 0
                        ? new BackfillStatus(
                                Math.max(before.listed(), now.listed()),
                                before.expected(),
                                before.finished() || now.finished())
                        : now);
    }
}
