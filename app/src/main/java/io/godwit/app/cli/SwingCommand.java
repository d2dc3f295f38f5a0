package io.godwit.app.cli;

import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.Order;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code godwit swing}: move clients. */
@Command(
        name = "swing",
        description = "Moves clients to the other side when the verdict is ready. Exit code 5 when it was not done.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SwingCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control = new ControlOptions();

    @Option(names = "--back", description = "Move clients back to the source.")
    private boolean back;

    @Override
    public Integer call() throws TimeoutException {
        try (ControlLine line = control.open()) {
            return ExitCode.tell(line.order(new Order.SwingOver(back), Duration.ofHours(12)), ExitCode.NOT_READY);
        }
    }
}
