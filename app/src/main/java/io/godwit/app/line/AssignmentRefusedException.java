package io.godwit.app.line;

/** A process cannot carry out its assignment, and trying again would not change that. */
public final class AssignmentRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AssignmentRefusedException(String message) {
        super(message);
    }
}
