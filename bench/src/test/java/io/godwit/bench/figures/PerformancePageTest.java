package io.godwit.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
    @TempDir
    Path docs = Path.of("");

    @Test
    void shouldWriteBetweenTheMarksOnly() throws IOException {
        Path page = docs.resolve("performance.md");
        Files.writeString(page, "before\n" + PerformancePage.BEGIN + "\nold\n" + PerformancePage.END + "\nafter\n");

        new PerformancePage(docs).show(MeasuredFigures.all());
        new PerformancePage(docs).show(MeasuredFigures.all());

        assertThat(Files.readString(page))
                .startsWith("before\n" + PerformancePage.BEGIN)
                .endsWith(PerformancePage.END + "\nafter\n")
                .contains("| godwit")
                .doesNotContain("old");
        assertThat(docs.resolve("img/figures.svg")).exists();
    }

    @Test
    void shouldRefuseAPageWithoutMarks() {
        assertThatIllegalArgumentException().isThrownBy(() -> PerformancePage.filled("text", "table"));
    }
}
