package io.godwit.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./godwit bench backfill}. */
@Command(
        name = "backfill",
        description =
                "Measures the backfill beside the target's and the source's own limits, _reindex and elasticdump.",
        mixinStandardHelpOptions = true)
final class BackfillBench implements Callable<Integer> {
    @Mixin
    private FillOptions fill = new FillOptions();

    @Mixin
    private SourceOption source = new SourceOption();

    @Mixin
    private OutOption out = new OutOption();

    @Option(
            names = "--only",
            split = ",",
            description = "Contenders: raw, scan, godwit, _reindex, elasticdump. Default: all.")
    private List<String> only = List.of();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        new Choice("--only", BackfillMeasurement.CONTENDERS).require(command, only);
        return out.show(new BackfillMeasurement(fill, source.kind, only));
    }
}
