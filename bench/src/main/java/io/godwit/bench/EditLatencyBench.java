package io.godwit.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./godwit bench edit-latency}. */
@Command(
        name = "edit-latency",
        description =
                "Measures how long an edit takes to the target while a backfill runs, and while nothing else does.",
        mixinStandardHelpOptions = true)
final class EditLatencyBench implements Callable<Integer> {
    @Mixin
    private FillOptions fill = new FillOptions();

    @Mixin
    private EditOptions edits = new EditOptions();

    @Mixin
    private SourceOption source = new SourceOption();

    @Mixin
    private OutOption out = new OutOption();

    @Override
    public Integer call() throws InterruptedException {
        return out.show(new EditLatencyMeasurement(fill, source.kind, edits));
    }
}
