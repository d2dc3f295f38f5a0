package io.godwit.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

    private static final Path ROOT = Optional.ofNullable(System.getProperty("godwit.cache"))
            .or(() -> Optional.ofNullable(System.getenv("GODWIT_CACHE")))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "godwit"))
            .toAbsolutePath();

    /** One lock per entry: a file lock does not keep the threads of one JVM apart. */
    private static final Map<Path, Object> IN_THIS_JVM = new ConcurrentHashMap<>();

    private Cache() {}

    /** The directory of that name, filled if it is not there yet. */
    static Path directory(String name, Maker maker) {
        Path made = ROOT.resolve(name);
        if (Files.isDirectory(made)) {
            return made;
        }
        synchronized (IN_THIS_JVM.computeIfAbsent(made, any -> new Object())) {
            try {
                return make(made, maker);
            } catch (IOException e) {
                throw new ServerFailedException("cannot make " + made + ": " + e.getMessage(), e);
            }
        }
    }

    private static Path make(Path made, Maker maker) throws IOException {
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
