package io.godwit.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks a distribution. */
final class Archive {
    private Archive() {}

    /** The one directory at the archive's top is left out of the paths. */
    static void unzip(Path zip, Path into, Predicate<Path> wanted) throws IOException {
        try (InputStream bytes = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(bytes)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path full = Path.of(entry.getName()).normalize();
                if (full.isAbsolute() || full.startsWith("..")) {
                    throw new IOException(zip + " has an entry outside of itself: " + entry.getName());
                }
                if (!entry.isDirectory() && full.getNameCount() > 1) {
                    unpack(entries, full.subpath(1, full.getNameCount()), into, wanted);
                }
            }
        }
    }

    /** With the system's own {@code tar}; the JDK has none. */
    static void untar(Path archive, Path into) throws IOException {
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", into.toString())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tar.waitFor() != 0) {
                throw new IOException("cannot unpack " + archive + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while unpacking " + archive, e);
        }
    }

    private static void unpack(InputStream content, Path inside, Path into, Predicate<Path> wanted) throws IOException {
        if (wanted.test(inside)) {
            Path file = into.resolve(inside);
            Files.createDirectories(file.getParent());
            Files.copy(content, file);
        }
    }
}
