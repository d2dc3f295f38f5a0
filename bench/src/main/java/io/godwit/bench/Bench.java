package io.godwit.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

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
        System.exit(line().execute(args));
    }

    static CommandLine line() {
        return new CommandLine(new Bench()).setParameterExceptionHandler((error, _) -> misused(error));
    }

    /** One line; the usage is long and would hide it. */
    private static int misused(ParameterException error) {
        CommandLine failed = error.getCommandLine();
        String command = failed.getCommandSpec().qualifiedName();
        failed.getErr().println(command + ": " + error.getMessage() + " (see ./godwit " + command + " --help)");
        return ExitCode.USAGE;
    }
}
