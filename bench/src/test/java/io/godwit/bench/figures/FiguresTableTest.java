package io.godwit.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTableTest {
    @Test
    void shouldShowMedianLeastAndGreatest() {
        assertThat(lines())
                .anyMatch(line -> line.matches("\\| godwit +\\| +12,000 \\| +11,000 \\| +13,000 \\| docs/s .*"));
    }

    @Test
    void shouldShowBarsWithTheirVerdict() {
        assertThat(lines()).anyMatch(line -> line.matches("\\| godwit / L +\\| +0.65 \\| +>= 0.60 \\| PASS +\\|"));
    }

    @Test
    void shouldSayWhatItWasMeasuredOn() {
        assertThat(FiguresTable.of(MeasuredFigures.all()))
                .contains("2 cores, 24 GiB", "**backfill**, 2026-11-21T10:15:00Z, commit abc1234: documents 200000.");
    }

    @Test
    void shouldAlignAllRowsOfATable() {
        List<String> rows =
                lines().stream().filter(line -> line.startsWith("|")).toList();

        assertThat(rows.subList(0, 5).stream().map(String::length).distinct()).hasSize(1);
    }

    private static List<String> lines() {
        return FiguresTable.of(MeasuredFigures.all()).lines().toList();
    }
}
