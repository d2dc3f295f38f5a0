package io.godwit.app.cli;

import java.util.function.Supplier;

/** Reads what stands on the command line. */
final class Usage {
    private Usage() {}

    /** An {@link IllegalArgumentException} while options are read is the user's, not ours. */
    static <T> T check(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
