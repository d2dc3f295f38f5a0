package io.godwit.sandbox;

import java.io.Serial;

/** A server could not be obtained, did not start, or did not obey; the message holds the end of its log. */
public final class ServerFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    ServerFailedException(String message) {
        super(message);
    }

    ServerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
