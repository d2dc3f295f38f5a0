package io.godwit.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Temporary directories of JVMs that were killed, found by the process id that each of them bears. */
final class Leftovers {
    private static final String OWNER = "owner";

    private Leftovers() {}

    /** Marks a directory as ours for as long as this JVM lives. */
    static void claim(Path directory) throws IOException {
        Files.writeString(
                directory.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
    }

    /** Removes what nobody owns any more; what cannot be removed is left to others. */
    static void sweep(Path parent, String prefix) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path directory : found) {
                if (isOrphan(directory)) {
                    Directories.delete(directory);
                }
            }
        } catch (IOException e) {
            // tidying is no reason to fail
        }
    }

    private static boolean isOrphan(Path directory) throws IOException {
        Path owner = directory.resolve(OWNER);
        return Files.isRegularFile(owner)
                && ProcessHandle.of(Long.parseLong(Files.readString(owner)))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }
}
