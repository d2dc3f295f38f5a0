package io.godwit.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {
    private static final int PARTITIONS = 7;
    private static final int ENTRIES = 20_000;

    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasWrittenByPartition() throws IOException {
        Path file = written();
        Set<String> found = new TreeSet<>();

        try (Spill spill = Spill.open(file, PARTITIONS).orElseThrow()) {
            assertThat(spill.entries()).isEqualTo(ENTRIES);
            for (int partition = 0; partition < PARTITIONS; partition++) {
                EntryBytes bytes = new EntryBytes(0);
                spill.load(partition, bytes);
                assertThat(bytes.size()).isEqualTo(spill.bytes(partition));
                collect(bytes, partition, found);
            }
        }
        assertThat(found).hasSize(ENTRIES);
    }

    private static void collect(EntryBytes bytes, int partition, Set<String> found) {
        EntryBytes.Cursor cursor = bytes.cursor();
        while (cursor.hasNext()) {
            Entry entry = cursor.next();
            String id = Entries.text(entry.id());
            int i = Integer.parseInt(id.substring(3));
            assertThat(SpillWriter.partition(entry.id(), PARTITIONS)).isEqualTo(partition);
            assertThat(bytesOf(entry)).isEqualTo(bytesOf(entry(i)));
            found.add(id);
        }
    }

    @Test
    void aSliceThatWasNotFinishedIsNoSlice() throws IOException {
        Path file = directory.resolve("slice");
        try (SpillWriter writer = new SpillWriter(file, PARTITIONS)) {
            writer.accept(entry(1));
        }

        assertThat(Spill.open(file, PARTITIONS)).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileThatWasCutIsNoSlice() throws IOException {
        Path file = written();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        assertThat(Spill.open(file, PARTITIONS)).isEmpty();
    }

    @Test
    void aFileOfOtherPartitionsIsNoSlice() throws IOException {
        assertThat(Spill.open(written(), PARTITIONS + 1)).isEmpty();
    }

    @Test
    void aFlippedBitIsNoticed() throws IOException {
        Path file = written();
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length / 3] ^= 4;
        Files.write(file, damaged);

        try (Spill spill = Spill.open(file, PARTITIONS).orElseThrow()) {
            assertThatThrownBy(() -> {
                        for (int partition = 0; partition < PARTITIONS; partition++) {
                            spill.load(partition, new EntryBytes(0));
                        }
                    })
                    .isInstanceOf(ReadFailedException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    private static byte[] bytesOf(Entry entry) {
        EntryBytes bytes = new EntryBytes(0);
        bytes.add(entry);
        return Arrays.copyOf(bytes.array(), bytes.size());
    }

    private Path written() throws IOException {
        Path file = directory.resolve("slice");
        try (SpillWriter writer = new SpillWriter(file, PARTITIONS)) {
            for (int i = 0; i < ENTRIES; i++) {
                writer.accept(entry(i));
            }
            writer.finish();
        }
        return file;
    }

    private static Entry entry(int i) {
        return Entries.entry(
                "id-" + i, i % 3 == 0 ? "route " + i : null, Long.MAX_VALUE - i, i, i * 0x123456789abcdefL);
    }
}
