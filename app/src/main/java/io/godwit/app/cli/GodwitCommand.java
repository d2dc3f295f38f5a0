package io.godwit.app.cli;

import io.godwit.app.migration.PreflightException;
import io.godwit.flow.crash.CrashPoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
        name = "godwit",
        description =
                "Moves a live document or blob store to a new home without stopping it and without losing a write.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        subcommands = {
            DemoCommand.class,
            MigrateCommand.class,
            StatusCommand.class,
            VerifyCommand.class,
            ExplainCommand.class,
            RepairCommand.class,
            SwingCommand.class,
            SetCommand.class,
            ForgetCommand.class,
            CaptureProxyCommand.class,
            ConsoleCommand.class,
            ProjectorCommand.class,
            ReplayerCommand.class,
            ChaosCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not possible as things are, 4 sides differ, 5 not ready.",
            "",
            "Next: ./godwit demo"
        })
public final class GodwitCommand {
    private GodwitCommand() {}

    /** Runs one command line and returns its exit code. */
    public static int run(String... args) {
        try {
            CrashPoint.checkArmed();
        } catch (IllegalArgumentException e) {
            System.err.println("godwit: " + e.getMessage());
            return ExitCode.USAGE;
        }
        CommandLine line = line();
        if (args.length == 0) {
            line.usage(System.out);
            return ExitCode.DONE;
        }
        return line.execute(args);
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new GodwitCommand());
        line.setExecutionExceptionHandler((error, failed, parsed) -> {
            failed.getErr().println(failed.getColorScheme().errorText("godwit: " + message(error)));
            return exitCode(error);
        });
        line.setParameterExceptionHandler((error, _) -> misused(error));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static int exitCode(Exception error) {
        return switch (error) {
            case UsageException _ -> ExitCode.USAGE;
            case PreflightException _ -> ExitCode.PREFLIGHT;
            default -> ExitCode.FAILED;
        };
    }

    private static int misused(CommandLine.ParameterException error) {
        CommandLine failed = error.getCommandLine();
        String command = failed.getCommandSpec().qualifiedName();
        failed.getErr().println(failed.getColorScheme().errorText(command + ": " + message(error)));
        CommandLine.UnmatchedArgumentException.printSuggestions(error, failed.getErr());
        failed.getErr().println("See ./" + command + " --help");
        return ExitCode.USAGE;
    }

    private static String message(Exception error) {
        String text = error.getMessage();
        return text == null ? error.toString() : text;
    }
}
