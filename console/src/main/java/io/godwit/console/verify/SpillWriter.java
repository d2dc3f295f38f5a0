package io.godwit.console.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes the entries of one slice to a file, sorted into partitions by a hash of the id. The file gets its name when it
 * is whole and on disk: a file of that name is a slice that need not be read again. Memory: a megabyte, however many
 * documents. For one thread.
 *
 * <p>Format: chunks of one partition each, every one headed by where the partition's chunk before it is (8 bytes; -1:
 * none), its length (4) and its CRC-32C (4). Then a footer: for each partition its last chunk, bytes and entries (8
 * each); the number of partitions (4), CRC-32C of the footer so far (4), and a mark (8).
 */
final class SpillWriter implements EntrySink, AutoCloseable {
    static final long MARK = 0x476f645370696c31L;
    static final int CHUNK_HEAD = 16;
    static final int PARTITION_FOOTER = 24;
    static final int FOOTER_END = 16;
    private static final int BUFFERED = 1 << 20;
    private static final int MIN_CHUNK = 4 << 10;

    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;
    private final EntryBytes[] buffers;
    private final int chunkSize;
    private final long[] lastChunk;
    private final long[] bytes;
    private final long[] entries;
    private long position;
    private long count;

    SpillWriter(Path file, int partitions) throws IOException {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        this.channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.chunkSize = Math.max(MIN_CHUNK, BUFFERED / partitions);
        this.buffers = new EntryBytes[partitions];
        Arrays.setAll(buffers, _ -> new EntryBytes(MIN_CHUNK));
        this.lastChunk = new long[partitions];
        Arrays.fill(lastChunk, -1);
        this.bytes = new long[partitions];
        this.entries = new long[partitions];
    }

    /** In which partition the entries of an id are. */
    static int partition(byte[] id, int partitions) {
        return (int) ((Hash.spread(Arrays.hashCode(id)) >>> 40) % partitions);
    }

    @Override
    public void accept(Entry entry) {
        int partition = partition(entry.id(), buffers.length);
        EntryBytes buffer = buffers[partition];
        buffer.add(entry);
        entries[partition]++;
        count++;
        if (buffer.size() >= chunkSize) {
            writeChunk(partition);
        }
    }

    long count() {
        return count;
    }

    /** Makes the file whole and gives it its name. */
    void finish() throws IOException {
        for (int partition = 0; partition < buffers.length; partition++) {
            if (buffers[partition].size() > 0) {
                writeChunk(partition);
            }
        }
        writeFooter();
        channel.force(false);
        channel.close();
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Drops what was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }

    private void writeChunk(int partition) {
        EntryBytes buffer = buffers[partition];
        ByteBuffer content = ByteBuffer.wrap(buffer.array(), 0, buffer.size());
        ByteBuffer head = ByteBuffer.allocate(CHUNK_HEAD)
                .putLong(lastChunk[partition])
                .putInt(buffer.size())
                .putInt(checksum(content.duplicate()))
                .flip();
        lastChunk[partition] = position;
        bytes[partition] += buffer.size();
        try {
            write(head);
            write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(unfinished + " cannot be written", e);
        }
        buffer.clear();
    }

    private void writeFooter() throws IOException {
        ByteBuffer footer = ByteBuffer.allocate(buffers.length * PARTITION_FOOTER + FOOTER_END);
        for (int partition = 0; partition < buffers.length; partition++) {
            footer.putLong(lastChunk[partition]).putLong(bytes[partition]).putLong(entries[partition]);
        }
        footer.putInt(buffers.length);
        footer.putInt(checksum(footer.duplicate().flip()));
        footer.putLong(MARK);
        write(footer.flip());
    }

    private void write(ByteBuffer content) throws IOException {
        position += content.remaining();
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }

    static int checksum(ByteBuffer content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return (int) crc.getValue();
    }
}
