package io.godwit.projector.projection;

/** A record that the source will never answer; cause of a dead letter. */
final class UnprojectableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnprojectableException(String message) {
        super(message);
    }
}
