package io.godwit.flow;

/**
 * A record is not known to be at Kafka. It may be there all the same: who publishes again may make a duplicate, never a
 * reordering.
 */
public final class PublishFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PublishFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
