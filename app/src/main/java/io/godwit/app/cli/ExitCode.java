package io.godwit.app.cli;

/** What the process tells the shell. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int DIFFERENT = 4;
    static final int NOT_READY = 5;

    private ExitCode() {}
}
