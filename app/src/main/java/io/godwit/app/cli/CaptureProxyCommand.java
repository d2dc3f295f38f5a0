package io.godwit.app.cli;

import io.godwit.app.line.Role;
import io.godwit.app.role.CaptureProxyRole;
import io.godwit.app.role.RoleConfig;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** {@code godwit capture-proxy}. */
@Command(
        name = "capture-proxy",
        description = "Runs a capture proxy: clients write through it; several share the clients.",
        mixinStandardHelpOptions = true,
        footer = {"", "See docs/roles.md"})
final class CaptureProxyCommand extends RoleCommand {
    CaptureProxyCommand() {
        super(Role.CAPTURE_PROXY);
    }

    @Override
    AutoCloseable start(RoleConfig config, Consumer<String> ready) {
        return CaptureProxyRole.join(config, address -> ready.accept(" " + address));
    }
}
