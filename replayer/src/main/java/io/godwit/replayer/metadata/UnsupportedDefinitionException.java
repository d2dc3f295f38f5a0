package io.godwit.replayer.metadata;

/** A definition that the target cannot have in any form. */
public final class UnsupportedDefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedDefinitionException(String message) {
        super(message);
    }
}
