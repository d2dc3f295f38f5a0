package io.godwit.app.cli;

import io.godwit.app.line.RoleDesk;
import io.godwit.app.role.MigrationPlace;
import io.godwit.schemas.wire.Wire;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit forget}: a process that will never come back. */
@Command(
        name = "forget",
        description = "No longer waits for a role's process that is gone for good.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Only for a process that cannot come back: one that was asleep, woke up and let its clients write where they",
            "no longer belong, would lose what they wrote. One that can is started again instead."
        })
final class ForgetCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control = new ControlOptions();

    @Parameters(paramLabel = "ROLE.NAME", description = "Its role.name, as ./godwit status tells it.")
    private String process = "";

    @Override
    public Integer call() {
        MigrationPlace place = control.place();
        try (RoleDesk desk = RoleDesk.open(place.kafka(), place.topics(), Wire.embedded(), "forget")) {
            RoleDesk.Forgetting outcome = desk.forget(process);
            System.out.println(outcome.text());
            return outcome.done() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
