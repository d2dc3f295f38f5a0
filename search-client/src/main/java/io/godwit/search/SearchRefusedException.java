package io.godwit.search;

/** The cluster answered with a status that the caller did not expect. */
public final class SearchRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public SearchRefusedException(SearchAnswer answer) {
        this(answer, "");
    }

    /** @param why what is wrong with the answer; empty when its status says enough */
    public SearchRefusedException(SearchAnswer answer, String why) {
        super(answer.request() + " answered " + answer.status() + (why.isEmpty() ? "" : " and " + why) + ": "
                + answer.excerpt());
        this.status = answer.status();
    }

    public int status() {
        return status;
    }

    /** Whether the same request may be answered otherwise later: 429 and 5xx. */
    public boolean retriable() {
        return status == 429 || status >= 500;
    }
}
