package io.godwit.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a server keeps its data, its settings and its log.
 *
 * @param path the directory
 * @param temporary whether it goes with the server
 */
record WorkDirectory(Path path, boolean temporary) {
    private static final String PREFIX = "godwit-";

    /** Where temporary ones are; looked through once for those of JVMs that were killed. */
    private static final class Temporary {
        private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));

        static {
            Leftovers.sweep(PARENT, PREFIX);
        }
    }

    /** The given directory, made if needed; a temporary one if none is given. */
    static WorkDirectory of(@Nullable Path given, String name) {
        try {
            if (given != null) {
                return new WorkDirectory(Files.createDirectories(given.toAbsolutePath()), false);
            }
            WorkDirectory made =
                    new WorkDirectory(Files.createTempDirectory(Temporary.PARENT, PREFIX + name + "-"), true);
            Leftovers.claim(made.path);
            Running.add(made);
            return made;
        } catch (IOException e) {
            throw new ServerFailedException("cannot make a directory for " + name + ": " + e.getMessage(), e);
        }
    }

    /** Made if needed. */
    Path child(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new ServerFailedException("cannot make " + path.resolve(name), e);
        }
    }

    /** Removes it if it is temporary; what cannot be removed stays to the system's own tidying. */
    void discard() {
        if (temporary) {
            Running.remove(this);
            try {
                Directories.delete(path);
            } catch (IOException e) {
                path.toFile().deleteOnExit();
            }
        }
    }
}
