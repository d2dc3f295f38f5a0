package io.godwit.flow;

/**
 * A {@link LaneFlow} has ended: a delivery was failed, a dead letter could not be written, or Kafka refused this
 * consumer for good. What was acknowledged is committed as far as Kafka could be reached; the rest is delivered again to
 * the next instance.
 */
public final class FlowFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FlowFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
