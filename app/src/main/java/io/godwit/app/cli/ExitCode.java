package io.godwit.app.cli;

import io.godwit.console.workflow.Answer;

/** What the process tells the shell. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int PREFLIGHT = 3;
    static final int DIFFERENT = 4;
    static final int NOT_READY = 5;

    private ExitCode() {}

    /** Prints what became of an order; {@code notDone} is what its command returns when it found otherwise than hoped. */
    static int tell(Answer answer, int notDone) {
        (answer.outcome() == Answer.Outcome.FAILED ? System.err : System.out).println(answer.text());
        return switch (answer.outcome()) {
            case DONE -> DONE;
            case NOT_DONE -> notDone;
            case REFUSED -> NOT_READY;
            case FAILED -> FAILED;
        };
    }
}
