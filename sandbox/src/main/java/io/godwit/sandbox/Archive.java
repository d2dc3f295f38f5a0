package io.godwit.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks a distribution; the one directory at its top is left out of the paths. */
final class Archive {
    private Archive() {}

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

    private static void unpack(InputStream content, Path inside, Path into, Predicate<Path> wanted) throws IOException {
        if (wanted.test(inside)) {
            Path file = into.resolve(inside);
            Files.createDirectories(file.getParent());
            Files.copy(content, file);
        }
    }
}
