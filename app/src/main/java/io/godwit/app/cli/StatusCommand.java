package io.godwit.app.cli;

import io.godwit.console.control.ControlLine;
import io.godwit.console.role.Stage;
import io.godwit.console.workflow.MigrationState;
import io.godwit.console.workflow.Step;
import io.godwit.console.workflow.WorkflowStatus;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code godwit status}: where are we, what waits, may clients swing? */
@Command(
        name = "status",
        description = "Says where a running migration is. Exit code 0 when ready, 5 when not.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control = new ControlOptions();

    @Option(names = "--json", description = "One JSON object on one line.")
    private boolean json;

    @Override
    public Integer call() {
        try (ControlLine line = control.open()) {
            if (json) {
                System.out.println(line.statusJson());
            } else {
                print(line.status());
            }
            return line.status().verdict().ready() ? ExitCode.DONE : ExitCode.NOT_READY;
        }
    }

    private static void print(WorkflowStatus status) {
        MigrationState state = status.state();
        System.out.println(status.verdict().ready() ? "READY" : "NOT READY");
        status.verdict().reasons().forEach(reason -> System.out.println("  - " + reason));
        print("clients on", state.side().name().toLowerCase(Locale.ROOT) + ", epoch " + state.epoch());
        print("step", status.running().map(Step::text).orElse("following"));
        print(
                "verified",
                state.verification()
                        .map(last -> last.summary() + " at " + last.at())
                        .orElse("not yet"));
        print(
                "captured",
                String.format(
                        Locale.ROOT,
                        "%,d writes, %,d refused, %,d gaps",
                        status.capture().captured(),
                        status.capture().refused(),
                        status.capture().gaps()));
        print(
                "applied",
                String.format(
                        Locale.ROOT,
                        "%,d, %,d stale, %,d rejected, %,d retried",
                        status.replay().applied(),
                        status.replay().stale(),
                        status.replay().rejected(),
                        status.replay().retried()));
        for (Stage stage : status.stages()) {
            print("waiting", String.format(Locale.ROOT, "%-12s %,d", stage.name(), stage.waiting()));
        }
        print("limit", status.replay().limit());
        System.out.println("Next: "
                + (status.verdict().ready()
                        ? "./godwit swing" + (state.epoch() % 2 == 0 ? "" : " --back")
                        : "./godwit status"));
    }

    private static void print(String name, String value) {
        System.out.printf(Locale.ROOT, "%-11s %s%n", name, value);
    }
}
