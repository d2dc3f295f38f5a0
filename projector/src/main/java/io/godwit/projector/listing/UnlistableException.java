package io.godwit.projector.listing;

/** Collections that cannot be migrated as they are; the message names each, why, and what to do. */
public final class UnlistableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnlistableException(String message) {
        super(message);
    }
}
