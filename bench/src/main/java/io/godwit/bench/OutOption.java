package io.godwit.bench;

import io.godwit.bench.figures.Figures;
import io.godwit.bench.figures.FiguresDirectory;
import io.godwit.bench.figures.FiguresTable;
import io.godwit.bench.figures.Machine;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the figures go beside the screen. */
final class OutOption {
    private static final int ALL_BARS_KEPT = 0;
    private static final int BAR_MISSED = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Directory for the JSON, the table and the plot. Default: bench/target/figures.")
    private @Nullable Path out;

    /** Measures, and shows what came of it. */
    int show(Measurement measurement) throws InterruptedException {
        return show(measurement.name(), new Figures(Machine.here(), List.of(measurement.measure())));
    }

    /** Prints and writes them; returns the exit code. */
    int show(String name, Figures figures) {
        System.out.println("\n" + FiguresTable.of(figures));
        Path written = new FiguresDirectory(out == null ? Checkout.root().resolve("bench/target/figures") : out)
                .write(name, figures);
        System.out.println("written: " + written + ", and beside it the table (.md) and the plot (.svg)");
        figures.sections().stream()
                .filter(section -> section.bars().isEmpty())
                .forEach(section -> System.out.println(section.name() + ": no bar was judged, which is not a pass"));
        return figures.passed() ? ALL_BARS_KEPT : BAR_MISSED;
    }
}
