package io.godwit.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./godwit bench memory}. */
@Command(
        name = "memory",
        description = "Measures the memory of each role, in its own process, over a backfill of many small documents.",
        mixinStandardHelpOptions = true)
final class MemoryBench implements Callable<Integer> {
    @Mixin
    private MemoryOptions memory = new MemoryOptions();

    @Mixin
    private SourceOption source = new SourceOption();

    @Mixin
    private OutOption out = new OutOption();

    @Override
    public Integer call() throws InterruptedException {
        return out.show(new MemoryMeasurement(memory, source.kind));
    }
}
