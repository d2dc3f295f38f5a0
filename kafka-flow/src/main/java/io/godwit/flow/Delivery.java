package io.godwit.flow;

import org.jspecify.annotations.Nullable;

/**
 * One record handed out by a {@link LaneFlow}. It stays in flight, and counts against the flow's limits, until it is
 * acknowledged, failed or abandoned. Whoever got it must call {@link #acknowledge()} once its outcome is final,
 * whatever the outcome is: a record that cannot be applied goes to {@link DeadLetters} first and is acknowledged then.
 * The flow commits acknowledged prefixes only, so what was not acknowledged is delivered again, to this or another
 * instance.
 *
 * <p>All methods may be called from any thread, do not block, and are harmless when repeated.
 */
public interface Delivery<T> {
    /** The decoded record. */
    T value();

    /** Where it came from. Made on each call. */
    RecordOrigin origin();

    Lane lane();

    int partition();

    /** The value as it lies at Kafka, not copied: must not be changed. */
    byte @Nullable [] payload();

    /** Bytes of key and value: what it counts against {@link FlowLimits#maxInFlightBytes()}. */
    int bytes();

    /** Its outcome is final. Later calls, and calls on an abandoned delivery, do nothing. */
    void acknowledge();

    /**
     * Ends the whole flow: the finished prefixes are committed and the flow's deliveries end with a
     * {@link FlowFailedException} that carries the cause. For lost infrastructure and bugs; what is wrong with one
     * record is a dead letter, not this.
     */
    void fail(Throwable cause);

    /**
     * Its partition was taken away before it was acknowledged, or the flow has ended. It will be delivered again to the
     * new owner: work on it that has not begun should not begin.
     */
    boolean isAbandoned();
}
