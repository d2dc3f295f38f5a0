package io.godwit.app;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code godwit} command. Exit codes: 0 done, 1 failed, 2 used wrongly. */
@Command(
        name = "godwit",
        description =
                "Moves a live document or blob store to a new home without stopping it and without losing a write.",
        mixinStandardHelpOptions = true,
        versionProvider = Godwit.Version.class)
public final class Godwit implements Runnable {
    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Godwit()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** What the jar's manifest says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "godwit "
                        + Optional.ofNullable(Godwit.class.getPackage().getImplementationVersion())
                                .orElse("(not from a jar)")
            };
        }
    }
}
