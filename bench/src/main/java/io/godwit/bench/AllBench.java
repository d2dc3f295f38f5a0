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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
    private SourceOption source = new SourceOption();

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

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        List<Measurement> wanted = wanted();
        Figures figures = from.isEmpty()
                ? new Figures(Machine.here(), measured(wanted))
                : Figures.together(from.stream().map(FiguresFile::read).toList());
        int exit = out.show("figures", figures);
        if (writeDocs) {
            new PerformancePage(Checkout.root().resolve("docs")).show(figures);
        }
        return exit;
    }

    private List<Measurement> wanted() {
        List<Measurement> all = List.of(
                new BackfillMeasurement(fill, source.kind, List.of()),
                new EditLatencyMeasurement(fill, source.kind, edits),
                new MemoryMeasurement(memory, source.kind));
        new Choice("--skip", all.stream().map(Measurement::name).toList()).require(command, skip);
        List<Measurement> wanted =
                all.stream().filter(one -> !skip.contains(one.name())).toList();
        if (wanted.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--skip leaves nothing to measure");
        }
        return wanted;
    }

    /** What is measured is kept at once: the next one may fail. */
    private List<Section> measured(List<Measurement> wanted) throws InterruptedException {
        List<Section> sections = new ArrayList<>();
        for (Measurement one : wanted) {
            Section section = one.measure();
            out.show(one.name(), new Figures(Machine.here(), List.of(section)));
            sections.add(section);
        }
        return sections;
    }
}
