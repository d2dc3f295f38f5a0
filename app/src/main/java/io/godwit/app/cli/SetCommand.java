package io.godwit.app.cli;

import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.Order;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit set}: change the limits. */
@Command(
        name = "set",
        description =
                "Changes the limits of the running replayers, within a second; kept over restarts until the next set.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SetCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control = new ControlOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "KEY=VALUE",
            description =
                    "replayer.max.mbps (0: no limit), replayer.max.inflight.requests; one not named stays as it is.")
    private Map<String, String> properties = Map.of();

    @Override
    public Integer call() throws TimeoutException {
        Order order = Usage.check(() -> MigrateProperties.changeable(properties));
        try (ControlLine line = control.open()) {
            return ExitCode.tell(line.order(order, Duration.ofSeconds(30)), ExitCode.FAILED);
        }
    }
}
