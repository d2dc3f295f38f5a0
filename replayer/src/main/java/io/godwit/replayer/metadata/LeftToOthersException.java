package io.godwit.replayer.metadata;

/** Another replayer has to do it, and has not done it yet. */
final class LeftToOthersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeftToOthersException(String what) {
        super(what);
    }
}
