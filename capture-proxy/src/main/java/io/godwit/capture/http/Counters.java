package io.godwit.capture.http;

import java.util.concurrent.atomic.LongAdder;

/** What has passed since the start. */
final class Counters {
    final LongAdder reads = new LongAdder();
    final LongAdder passed = new LongAdder();
    final LongAdder captured = new LongAdder();
    final LongAdder gaps = new LongAdder();
    final LongAdder notSent = new LongAdder();
    final LongAdder unknown = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder malformed = new LongAdder();

    /** Whether the last connection that was asked for came about. */
    volatile boolean sideReachable = true;

    Counts now() {
        return new Counts(
                reads.sum(),
                passed.sum(),
                captured.sum(),
                gaps.sum(),
                notSent.sum(),
                unknown.sum(),
                refused.sum(),
                malformed.sum());
    }
}
