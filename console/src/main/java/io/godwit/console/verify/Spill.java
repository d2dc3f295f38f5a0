package io.godwit.console.verify;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A finished file of {@link SpillWriter}. Thread-safe. */
final class Spill implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer footer;
    private final int partitions;

    private Spill(Path file, FileChannel channel, ByteBuffer footer, int partitions) {
        this.file = file;
        this.channel = channel;
        this.footer = footer;
        this.partitions = partitions;
    }

    /** Opens it; empty if it is not there or not whole. */
    static Optional<Spill> open(Path file, int partitions) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int length = partitions * SpillWriter.PARTITION_FOOTER + SpillWriter.FOOTER_END;
        if (channel.size() >= length) {
            ByteBuffer footer = read(file, channel, channel.size() - length, length);
            if (isWhole(footer, partitions)) {
                return Optional.of(new Spill(file, channel, footer, partitions));
            }
        }
        channel.close();
        return Optional.empty();
    }

    long entries() {
        long sum = 0;
        for (int partition = 0; partition < partitions; partition++) {
            sum += entries(partition);
        }
        return sum;
    }

    long entries(int partition) {
        return footer.getLong(partition * SpillWriter.PARTITION_FOOTER + 2 * Long.BYTES);
    }

    long bytes(int partition) {
        return footer.getLong(partition * SpillWriter.PARTITION_FOOTER + Long.BYTES);
    }

    /** Appends all entries of a partition; a damaged file is a {@link ReadFailedException}. */
    void load(int partition, EntryBytes into) throws IOException {
        long chunk = footer.getLong(partition * SpillWriter.PARTITION_FOOTER);
        while (chunk >= 0) {
            ByteBuffer head = read(file, channel, chunk, SpillWriter.CHUNK_HEAD);
            long before = head.getLong();
            int length = head.getInt();
            int checksum = head.getInt();
            if (length <= 0 || chunk + length > channel.size() || before >= chunk) {
                throw new ReadFailedException(file + " is damaged at " + chunk);
            }
            int begin = into.extend(length);
            ByteBuffer content = ByteBuffer.wrap(into.array(), begin, length);
            fill(file, channel, chunk + SpillWriter.CHUNK_HEAD, content.duplicate());
            if (SpillWriter.checksum(content) != checksum) {
                throw new ReadFailedException(file + " is damaged at " + chunk);
            }
            chunk = before;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static boolean isWhole(ByteBuffer footer, int partitions) {
        int checked = partitions * SpillWriter.PARTITION_FOOTER + Integer.BYTES;
        return footer.getLong(checked + Integer.BYTES) == SpillWriter.MARK
                && footer.getInt(checked - Integer.BYTES) == partitions
                && footer.getInt(checked) == SpillWriter.checksum(footer.slice(0, checked));
    }

    private static ByteBuffer read(Path file, FileChannel channel, long position, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        fill(file, channel, position, content);
        return content.flip();
    }

    private static void fill(Path file, FileChannel channel, long position, ByteBuffer content) throws IOException {
        long at = position;
        while (content.hasRemaining()) {
            int count = channel.read(content, at);
            if (count < 0) {
                throw new EOFException(file + " ends at " + at);
            }
            at += count;
        }
    }
}
