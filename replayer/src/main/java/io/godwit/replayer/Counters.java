package io.godwit.replayer;

import java.util.concurrent.atomic.LongAdder;

/** What was counted; each counter only rises. */
final class Counters {
    final LongAdder applied = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder bytes = new LongAdder();

    ReplayProgress progress(int waitingForDefinition, String limit) {
        return new ReplayProgress(
                applied.sum(), stale.sum(), rejected.sum(), retried.sum(), bytes.sum(), waitingForDefinition, limit);
    }
}
