/**
 * What the proxy writes to Kafka: {@link io.godwit.capture.journal.TrafficJournal} for exchanges,
 * {@link io.godwit.capture.journal.GapJournal} for what may have escaped it. No call of an event loop ever blocks here.
 */
@NullMarked
package io.godwit.capture.journal;

import org.jspecify.annotations.NullMarked;
