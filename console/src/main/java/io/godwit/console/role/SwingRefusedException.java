package io.godwit.console.role;

/** The proxies did not hold, or no longer hold: a swing must be given up. Clients have lost nothing. */
public final class SwingRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SwingRefusedException(String message) {
        super(message);
    }
}
