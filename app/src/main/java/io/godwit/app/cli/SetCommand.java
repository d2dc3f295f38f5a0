package io.godwit.app.cli;

import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.Answer;
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
        description = "Changes the limits of the running replayer; effective within a second.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SetCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control = new ControlOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "KEY=VALUE",
            description = "replayer.max.mbps, replayer.max.inflight.requests; one not named has its default.")
    private Map<String, String> properties = Map.of();

    @Override
    public Integer call() throws TimeoutException {
        try (ControlLine line = control.open()) {
            Answer answer =
                    line.order(new Order.Limit(MigrateProperties.of(properties).limits()), Duration.ofHours(12));
            System.out.println(answer.text());
            return answer.done() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
