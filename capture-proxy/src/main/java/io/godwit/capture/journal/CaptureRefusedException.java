package io.godwit.capture.journal;

/** Kafka did not take a record in time, or there is no room to offer it. The request it belongs to must not go on. */
public final class CaptureRefusedException extends RuntimeException {
    public CaptureRefusedException(String message) {
        super(message);
    }

    public CaptureRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
