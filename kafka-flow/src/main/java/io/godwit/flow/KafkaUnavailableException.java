package io.godwit.flow;

import org.jspecify.annotations.Nullable;

/** Kafka could not be reached, did not answer in time, or refused what was asked of it; the cause says which. */
public final class KafkaUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public KafkaUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
