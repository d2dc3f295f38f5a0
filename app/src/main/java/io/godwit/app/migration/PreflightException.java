package io.godwit.app.migration;

/** Something must be put right before the migration can begin, or go on; nothing was changed. */
public sealed class PreflightException extends RuntimeException permits UnreachableException {
    private static final long serialVersionUID = 1L;

    public PreflightException(String message) {
        super(message);
    }

    public PreflightException(String message, Throwable cause) {
        super(message, cause);
    }
}
