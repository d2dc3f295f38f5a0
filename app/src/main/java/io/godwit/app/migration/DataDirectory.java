package io.godwit.app.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory of one migration's process; one process at a time. */
public final class DataDirectory implements AutoCloseable {
    private static final String ADDRESS = "bootstrap.servers";

    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Makes it if needed and takes it; an {@link IllegalStateException} if another process has it. */
    static DataDirectory take(Path root) {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new IllegalStateException("data directory '" + root
                        + "' is in use by another godwit process; stop that one or give another --data");
            }
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("data directory '" + root + "' cannot be used", e);
        }
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** Tells commands on this machine where the migration's Kafka is. */
    void writeAddress(String bootstrapServers) {
        try {
            Files.writeString(root.resolve(ADDRESS), bootstrapServers);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + root.resolve(ADDRESS) + "' cannot be written", e);
        }
    }

    /** The address that {@link #writeAddress} left. */
    public static String address(Path root) {
        try {
            return Files.readString(root.resolve(ADDRESS)).trim();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "'" + root
                            + "' is not the data directory of a migration; give --data, or start ./godwit migrate first",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("lock of '" + root + "' cannot be released", e);
        }
    }
}
