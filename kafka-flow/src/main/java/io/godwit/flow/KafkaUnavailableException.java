package io.godwit.flow;

import org.jspecify.annotations.Nullable;

/** Kafka could not be reached, or refused what was asked of it; the cause says which. */
public final class KafkaUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KafkaUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
