package io.godwit.console.verify;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a verification keeps on disk what it has read: about 60 bytes and the id for each document of each side. If it
 * fails or is killed, the next one with the same run id does not read again what was read completely. Such a comparison
 * is of no single moment: whatever it finds different is read again anyway, but what was found equal may be as old as
 * {@code keepFor}. A verification that came to a result leaves only the file of {@link #differences} behind.
 *
 * @param directory of all verifications; made if missing
 * @param runId names a directory below it: letters, digits, {@code . _ -}
 * @param keepFor what was read longer ago is read again
 */
public record Workspace(Path directory, String runId, Duration keepFor) {
    private static final Duration KEEP_FOR = Duration.ofHours(1);

    public Workspace {
        if (!runId.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("run id is '" + runId
                    + "'; must be letters, digits, '.', '_' and '-' and begin with a letter or a digit");
        }
    }

    /** With an hour's memory. */
    public static Workspace in(Path directory, String runId) {
        return new Workspace(directory, runId, KEEP_FOR);
    }

    /** What the last verification found different, see {@link Verification#read}; there is none when all was equal. */
    public Path differences() {
        return run().resolve("differences.ndjson");
    }

    Path run() {
        return directory.resolve(runId);
    }
}
