package io.godwit.capture.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The proxy's own directory, locked for one process: two of one name would declare each other's exchanges unknown. Keeps
 * the last incarnation, so that a clock set back never makes a new one look older, and the gaps Kafka has not taken yet.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel lockFile;
    private final long incarnation;

    private DataDirectory(Path directory, FileChannel lockFile, long incarnation) {
        this.directory = directory;
        this.lockFile = lockFile;
        this.incarnation = incarnation;
    }

    /** Creates or opens it; in use by another process, or not writable, it is an {@link IllegalStateException}. */
    public static DataDirectory open(Path directory, Instant now) {
        try {
            Files.createDirectories(directory.resolve("gaps"));
            FileChannel channel = FileChannel.open(
                    directory.resolve("incarnation"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return owned(directory, channel, now);
        } catch (IOException e) {
            throw new IllegalStateException("data directory '" + directory + "' cannot be used: " + e, e);
        }
    }

    /** Takes the channel over; it is closed when the directory cannot be had. */
    private static DataDirectory owned(Path directory, FileChannel channel, Instant now) throws IOException {
        try {
            if (lock(channel) == null) {
                throw new IllegalStateException(
                        "data directory '" + directory + "' is in use by another proxy; give each proxy its own name");
            }
            return new DataDirectory(directory, channel, nextIncarnation(channel, now.toEpochMilli()));
        } catch (NumberFormatException e) {
            channel.close();
            throw new IllegalStateException(
                    "file '" + directory.resolve("incarnation")
                            + "' holds no number; if this machine's clock is right, delete the file",
                    e);
        } catch (IOException | IllegalStateException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static long nextIncarnation(FileChannel channel, long now) throws IOException {
        ByteBuffer stored = ByteBuffer.allocate(32);
        channel.read(stored, 0);
        String text = new String(stored.array(), 0, stored.position(), StandardCharsets.US_ASCII).strip();
        long next = text.isEmpty() ? now : Math.max(now, Long.parseLong(text) + 1);
        // padded: the file never gets shorter, so a torn write leaves no mixture of two numbers
        channel.write(ByteBuffer.wrap("%020d%n".formatted(next).getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(true);
        return next;
    }

    public long incarnation() {
        return incarnation;
    }

    Path gaps() {
        return directory.resolve("gaps");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
