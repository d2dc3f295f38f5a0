package io.godwit.console.verify;

/** A side could not be read whole and in order, so nobody knows whether both are equal. */
final class ReadFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadFailedException(String message) {
        super(message);
    }

    ReadFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
