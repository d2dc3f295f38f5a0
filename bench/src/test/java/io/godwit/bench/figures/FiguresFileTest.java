package io.godwit.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresFileTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void shouldReadWhatItWrote() {
        Figures figures = MeasuredFigures.all();

        Path file = new FiguresDirectory(directory).write("all", figures);

        assertThat(FiguresFile.read(file)).isEqualTo(figures);
    }

    @Test
    void shouldKeepWhatNeverCame() throws IOException {
        Figure never =
                new Figure("p99", Unit.MILLISECONDS, "", Figure.Shown.AS_OURS, List.of(Double.POSITIVE_INFINITY, 3.0));
        Section section = MeasuredFigures.backfill();
        Figures figures = new Figures(
                MeasuredFigures.MACHINE,
                List.of(new Section(
                        "edits", section.made(), section.commit(), List.of(), List.of(never), List.of(), List.of())));

        Path file = Files.writeString(directory.resolve("f.json"), FiguresFile.text(figures));

        assertThat(FiguresFile.read(file)).isEqualTo(figures);
    }

    @Test
    void shouldTellMediansAndVerdictsToOtherReaders() {
        String text = FiguresFile.text(MeasuredFigures.all());

        assertThat(text)
                .contains("\"median\" : 12000.0", "\"verdict\" : \"PASS\"", "\"made\" : \"2026-11-21T10:15:30Z\"");
    }

    @Test
    void shouldNameTheFileThatHoldsSomethingElse() throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), "[1,2");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FiguresFile.read(file))
                .withMessageContaining("other.json");
    }

    @Test
    void shouldNotPutDifferentMachinesTogether() {
        Figures here = MeasuredFigures.all();
        Figures there = new Figures(new Machine(64, 1, "p", "s", "j"), here.sections());

        assertThat(Figures.together(List.of(here, here)).sections()).hasSize(4);
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.together(List.of(here, there)));
    }
}
