package io.godwit.app.migration;

/** A server that a migration needs does not answer now; a process that runs on its own waits for it. */
public final class UnreachableException extends PreflightException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
