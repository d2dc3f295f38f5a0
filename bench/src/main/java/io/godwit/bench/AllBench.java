package io.godwit.bench;

import io.godwit.bench.figures.Figures;
import io.godwit.bench.figures.FiguresFile;
import io.godwit.bench.figures.Machine;
import io.godwit.bench.figures.PerformancePage;
import io.godwit.bench.figures.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./godwit bench all}: every benchmark, one after the other, in one table and one plot. */
@Command(
        name = "all",
        description = "Runs every benchmark and puts all figures into one table and one plot.",
        mixinStandardHelpOptions = true)
final class AllBench implements Callable<Integer> {
    @Mixin
    private FillOptions fill = new FillOptions();

    @Mixin
    private EditOptions edits = new EditOptions();

    @Mixin
    private MemoryOptions memory = new MemoryOptions();

    @Mixin
    private OutOption out = new OutOption();

    @Option(names = "--skip", split = ",", description = "Benchmarks to leave out: backfill, edit-latency, memory.")
    private List<String> skip = List.of();

    @Option(
            names = "--from",
            split = ",",
            paramLabel = "JSON",
            description = "Measure nothing; show what these files hold, together.")
    private List<Path> from = List.of();

    @Option(
            names = "--write-docs",
            description = "Put the table into docs/performance.md and the plot into docs/img/figures.svg.")
    private boolean writeDocs;

    @Override
    public Integer call() throws InterruptedException {
        Figures figures = from.isEmpty()
                ? new Figures(Machine.here(), measured())
                : Figures.together(from.stream().map(FiguresFile::read).toList());
        int exit = out.show("figures", figures);
        if (writeDocs) {
            new PerformancePage(Checkout.root().resolve("docs")).show(figures);
        }
        return exit;
    }

    /** What is measured is kept at once: the next one may fail. */
    private List<Section> measured() throws InterruptedException {
        List<Section> sections = new ArrayList<>();
        if (!skip.contains("backfill")) {
            sections.add(kept(new BackfillMeasurement(fill, List.of()).measure()));
        }
        if (!skip.contains("edit-latency")) {
            sections.add(kept(new EditLatencyMeasurement(fill, edits).measure()));
        }
        if (!skip.contains("memory")) {
            sections.add(kept(new MemoryMeasurement(memory).measure()));
        }
        return sections;
    }

    private Section kept(Section section) {
        out.show(section.name(), List.of(section));
        return section;
    }
}
