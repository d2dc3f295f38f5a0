package io.godwit.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.console.verify.Look.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoubtFileTest {
    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasWrittenInBatchesOfOneCollection() throws IOException {
        Doubt plain = new Doubt("one", Entries.utf8("ä"), null, false, null);
        Doubt routed = new Doubt("one", Entries.utf8("b"), Entries.utf8("r"), true, new Look(new Write(1, 2, 3), null));
        Doubt other = new Doubt("two", Entries.utf8("c"), Entries.utf8(""), false, new Look(null, new Write(4, 5, 6)));
        Path file = directory.resolve("doubts");
        try (DoubtFile.Writer writer = new DoubtFile.Writer(file)) {
            writer.add(plain);
            writer.add(routed);
            writer.add(other);
            assertThat(writer.count()).isEqualTo(3);
        }

        try (DoubtFile.Reader reader = new DoubtFile.Reader(file, 3)) {
            assertThat(reader.next(9)).usingRecursiveComparison().isEqualTo(List.of(plain, routed));
            assertThat(reader.next(9)).usingRecursiveComparison().isEqualTo(List.of(other));
            assertThat(reader.next(9)).isEmpty();
        }
        try (DoubtFile.Reader reader = new DoubtFile.Reader(file, 3)) {
            assertThat(reader.next(1)).usingRecursiveComparison().isEqualTo(List.of(plain));
            assertThat(reader.next(1)).usingRecursiveComparison().isEqualTo(List.of(routed));
        }
    }
}
