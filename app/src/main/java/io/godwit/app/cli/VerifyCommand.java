package io.godwit.app.cli;

import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.Order;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code godwit verify}: is it true? */
@Command(
        name = "verify",
        description = "Compares both sides record by record. Exit code 4 when they differ.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control = new ControlOptions();

    @Override
    public Integer call() throws TimeoutException {
        try (ControlLine line = control.open()) {
            return ExitCode.tell(line.order(new Order.Verify(), Duration.ofHours(12)), ExitCode.DIFFERENT);
        }
    }
}
