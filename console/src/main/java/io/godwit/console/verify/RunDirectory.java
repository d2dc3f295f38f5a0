package io.godwit.console.verify;

import io.godwit.console.verify.RunPlan.Collection;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The files of one run. Belongs to one verification at a time, which a lock on it makes sure. */
final class RunDirectory implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String READ = "read";

    private final Workspace workspace;
    private final FileChannel lock;

    private RunDirectory(Workspace workspace, FileChannel lock) {
        this.workspace = workspace;
        this.lock = lock;
    }

    /** Makes it if needed; one that is in use is a {@link ReadFailedException}. */
    static RunDirectory open(Workspace workspace) throws IOException {
        Files.createDirectories(workspace.run().resolve(READ));
        FileChannel channel =
                FileChannel.open(workspace.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new ReadFailedException(
                    "verification '" + workspace.runId() + "' is running already in " + workspace.run());
        }
        return new RunDirectory(workspace, channel);
    }

    /** The plan of an attempt that came to no result; empty if there is none or it is of other clusters. */
    Optional<RunPlan> plan(String truth, String copy) throws IOException {
        try {
            RunPlan plan = JSON.readValue(Files.readAllBytes(planFile()), RunPlan.class);
            boolean usable = plan.format() == RunPlan.FORMAT
                    && plan.truth().equals(truth)
                    && plan.copy().equals(copy);
            return usable ? Optional.of(plan) : Optional.empty();
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        }
    }

    void write(RunPlan plan) throws IOException {
        Path unfinished = planFile().resolveSibling("plan.json.unfinished");
        Files.write(unfinished, JSON.writeValueAsBytes(plan));
        Files.move(unfinished, planFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where the entries of a slice are or shall be. */
    Path spill(Collection collection, Party party, Slice slice) {
        return collection(collection).resolve(party.text() + "-" + slice.number() + ".spill");
    }

    void prepare(Collection collection) throws IOException {
        Files.createDirectories(collection(collection));
    }

    /** What an earlier attempt read of a slice, if it is whole and not too old. */
    Optional<Spill> kept(Collection collection, Party party, Slice slice) throws IOException {
        Path file = spill(collection, party, slice);
        Instant oldest = Instant.now().minus(workspace.keepFor());
        if (!Files.exists(file) || Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
            return Optional.empty();
        }
        return Spill.open(file, collection.partitions());
    }

    /** Forgets what was read of one side of a collection. */
    void forget(Collection collection, Party party) throws IOException {
        if (Files.exists(collection(collection))) {
            try (Stream<Path> files = Files.list(collection(collection))) {
                for (Path file : files.toList()) {
                    if (file.getFileName().toString().startsWith(party.text() + "-")) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    Path doubts(int round) {
        return workspace.run().resolve(READ).resolve("doubts-" + round);
    }

    Path differences() {
        return workspace.differences();
    }

    /** Forgets everything that was read. */
    void clear() throws IOException {
        Files.deleteIfExists(planFile());
        try (Stream<Path> all = Files.walk(workspace.run().resolve(READ))) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
        Files.createDirectories(workspace.run().resolve(READ));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path collection(Collection collection) {
        return workspace.run().resolve(READ).resolve("collection-" + collection.number());
    }

    private Path planFile() {
        return workspace.run().resolve(READ).resolve("plan.json");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
