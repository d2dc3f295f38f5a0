package io.godwit.app.cli;

import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.Order;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code godwit repair}: mend what differs. */
@Command(
        name = "repair",
        description = "Reads what the last verification found different again, writes it, and verifies.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RepairCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control = new ControlOptions();

    @Override
    public Integer call() throws TimeoutException {
        try (ControlLine line = control.open()) {
            return ExitCode.tell(line.order(new Order.Repair(), Duration.ofHours(12)), ExitCode.DIFFERENT);
        }
    }
}
