package io.godwit.search;

/** No whole answer came: connection refused, reset or timed out. The request may or may not have been executed. */
public final class SearchUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SearchUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
