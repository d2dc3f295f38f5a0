package io.godwit.app.cli;

import io.godwit.app.console.ConsoleRole;
import io.godwit.app.line.Role;
import io.godwit.app.role.RoleConfig;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** {@code godwit console}. */
@Command(
        name = "console",
        description = "Runs the console: tells the other roles what to be, verifies, swings, obeys operators.",
        mixinStandardHelpOptions = true,
        footer = {"", "See docs/roles.md"})
final class ConsoleCommand extends RoleCommand {
    ConsoleCommand() {
        super(Role.CONSOLE);
    }

    @Override
    AutoCloseable start(RoleConfig config, Consumer<String> ready) {
        ConsoleRole role = ConsoleRole.start(config);
        var unused = role.replaced()
                .thenAccept(
                        other -> end("another console, '" + other + "', has taken over; this one ends: run one only"));
        ready.accept("");
        return role;
    }
}
