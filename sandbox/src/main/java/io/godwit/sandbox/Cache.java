package io.godwit.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The directory that keeps what is made once: {@code -Dgodwit.cache}, else {@code GODWIT_CACHE}, else
 * {@code ~/.cache/godwit}.
 *
 * <p>Any number of JVMs may use it at the same time: an entry is made under a lock and appears whole or not at all.
 */
final class Cache {
    /** Makes the content of a new, empty directory. */
    interface Maker {
        void fill(Path directory) throws IOException;
    }

    private static final Object IN_THIS_JVM = new Object();

    private final Path root;

    Cache() {
        this.root = Optional.ofNullable(System.getProperty("godwit.cache"))
                .or(() -> Optional.ofNullable(System.getenv("GODWIT_CACHE")))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "godwit"))
                .toAbsolutePath();
    }

    /** The directory of that name, filled if it is not there yet. */
    Path directory(String name, Maker maker) {
        Path made = root.resolve(name);
        if (Files.isDirectory(made)) {
            return made;
        }
        synchronized (IN_THIS_JVM) {
            try {
                return make(made, maker);
            } catch (IOException e) {
                throw new ServerFailedException("cannot make " + made + ": " + e.getMessage(), e);
            }
        }
    }

    private Path make(Path made, Maker maker) throws IOException {
        Files.createDirectories(made.getParent());
        Path lockFile = made.resolveSibling(made.getFileName() + ".lock");
        try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.isDirectory(made)) {
                Path half = made.resolveSibling(made.getFileName() + ".half");
                Directories.delete(half);
                maker.fill(Files.createDirectories(half));
                Files.move(half, made, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return made;
    }
}
