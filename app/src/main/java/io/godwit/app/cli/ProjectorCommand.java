package io.godwit.app.cli;

import io.godwit.app.line.Role;
import io.godwit.app.role.ProjectorRole;
import io.godwit.app.role.RoleConfig;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** {@code godwit projector}. */
@Command(
        name = "projector",
        description = "Runs a projector: reads the records of a migration and makes changes of them.",
        mixinStandardHelpOptions = true,
        footer = {"", "See docs/roles.md"})
final class ProjectorCommand extends RoleCommand {
    ProjectorCommand() {
        super(Role.PROJECTOR);
    }

    @Override
    AutoCloseable start(RoleConfig config, Consumer<String> ready) {
        ProjectorRole role = ProjectorRole.join(config);
        ready.accept("");
        return role;
    }
}
