package io.godwit.app.cli;

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
            RepairCommand.class,
            SwingCommand.class,
            SetCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 4 sides differ, 5 not ready.",
            "",
            "Next: ./godwit demo"
        })
public final class GodwitCommand {
    private GodwitCommand() {}

    /** Runs one command line and returns its exit code. */
    public static int run(String... args) {
        CommandLine line = new CommandLine(new GodwitCommand());
        line.setExecutionExceptionHandler((error, failed, parsed) -> {
            failed.getErr().println(failed.getColorScheme().errorText("godwit: " + message(error)));
            return ExitCode.FAILED;
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        if (args.length == 0) {
            line.usage(System.out);
            return ExitCode.DONE;
        }
        return line.execute(args);
    }

    private static String message(Exception error) {
        String text = error.getMessage();
        return text == null ? error.toString() : text;
    }
}
