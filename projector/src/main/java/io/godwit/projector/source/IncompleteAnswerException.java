package io.godwit.projector.source;

/** An answer that is not all there is; the same request may be answered whole later. */
public final class IncompleteAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IncompleteAnswerException(String message) {
        super(message);
    }
}
