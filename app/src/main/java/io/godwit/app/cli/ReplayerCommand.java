package io.godwit.app.cli;

import io.godwit.app.line.Role;
import io.godwit.app.role.ReplayerRole;
import io.godwit.app.role.RoleConfig;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** {@code godwit replayer}. */
@Command(
        name = "replayer",
        description = "Runs a replayer: writes the changes of a migration, edits first; several share the work.",
        mixinStandardHelpOptions = true,
        footer = {"", "See docs/roles.md"})
final class ReplayerCommand extends RoleCommand {
    ReplayerCommand() {
        super(Role.REPLAYER);
    }

    @Override
    AutoCloseable start(RoleConfig config, Consumer<String> ready) {
        ReplayerRole role = ReplayerRole.join(config);
        ready.accept("");
        return role;
    }
}
