package io.godwit.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where everything of one run is. */
public final class RunDirectory {
    private RunDirectory() {}

    /** The given one, made if needed, or a temporary one. */
    public static Path of(@Nullable Path given) {
        try {
            return given == null
                    ? Files.createTempDirectory("godwit-chaos-")
                    : Files.createDirectories(given).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for the run", e);
        }
    }

    /** Removes it with all it holds. */
    public static void remove(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> all = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
