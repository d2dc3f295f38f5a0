package io.godwit.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./godwit bench}. */
@Command(
        name = "bench",
        description = "Measures Godwit on this machine. Exit code 0 when all bars are kept, 1 when not.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BackfillBench.class, EditLatencyBench.class, MemoryBench.class, AllBench.class})
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
