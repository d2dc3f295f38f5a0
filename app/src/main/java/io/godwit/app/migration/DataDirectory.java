package io.godwit.app.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory of one migration's process; one process at a time. */
public final class DataDirectory implements AutoCloseable {
    private static final String ADDRESS = "bootstrap.servers";
    private static final String MIGRATION = "migration";
    private static final Pattern CLAIM = Pattern.compile("\\S+ from (\\S+) to (\\S+)(?: of \\S+)?(?: without \\S+)?");

    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Makes it if needed and takes it; a {@link PreflightException} if that cannot be. */
    static DataDirectory take(Path root) {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new PreflightException("--data is '" + root
                        + "'; another godwit process uses it: stop that one, or give another directory");
            }
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw new PreflightException(
                    "--data is '" + root + "'; it cannot be written (" + e + "): give a directory that can", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** The directory is this migration's from now on. */
    void claim(MigrationOptions options) {
        Path file = root.resolve(MIGRATION);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, nameOf(options));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be written", e);
        }
    }

    /** A directory that another migration has claimed is a {@link PreflightException}. */
    void requireNobodyElses(MigrationOptions options) {
        Path file = root.resolve(MIGRATION);
        String mine = nameOf(options);
        try {
            if (!Files.exists(file)) {
                return;
            }
            String there = Files.readString(file).trim();
            if (!there.equals(mine)) {
                throw new PreflightException("--data is '" + root + "'; it belongs to the migration " + there
                        + ", and this one is " + mine + ": give another directory (or, if only addresses have changed,"
                        + " write the new ones into '" + file + "')");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be read", e);
        }
    }

    private static String nameOf(MigrationOptions options) {
        return options.name() + " from " + withoutUser(options.from()) + " to " + withoutUser(options.to())
                + patterns(" of ", options.indices().include())
                + patterns(" without ", options.indices().exclude());
    }

    /** Other indices than those that were backfilled and verified are another migration. */
    private static String patterns(String word, List<String> patterns) {
        return patterns.isEmpty() ? "" : word + String.join(",", new TreeSet<>(patterns));
    }

    private static String withoutUser(URI address) {
        return address.toString().replaceAll("//[^/]*@", "//").replaceAll("/+$", "");
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
            throw new PreflightException(
                    "--data is '" + root + "'; no migration has run there: give the --data of ./godwit migrate", e);
        }
    }

    /** The two clusters of a migration, without credentials. */
    public record Clusters(URI from, URI to) {}

    /** Those of the migration that claimed a directory; empty when none did. */
    public static Optional<Clusters> clusters(Path root) {
        try {
            Matcher claim =
                    CLAIM.matcher(Files.readString(root.resolve(MIGRATION)).trim());
            return claim.matches()
                    ? Optional.of(new Clusters(URI.create(claim.group(1)), URI.create(claim.group(2))))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
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
