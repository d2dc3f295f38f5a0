package io.godwit.app.cli;

import io.godwit.app.demo.DemoOptions;
import io.godwit.app.demo.DemoResult;
import io.godwit.app.demo.DemoRun;
import io.godwit.console.workflow.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code godwit demo}: a whole migration on this machine, nothing to install. */
@Command(
        name = "demo",
        description = {
            "A whole migration on this machine: real servers, 8 clients that write all the time,",
            "over to the target and back, verified at every stop."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit code 0 only if both sides were equal at every verification and no client saw",
            "an error or lost a write."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(3);

    @Option(
            names = "--source",
            defaultValue = "elasticsearch",
            description =
                    "elasticsearch (6.8) or opensearch (3, with scripts, by-query requests, pipelines). Default: ${DEFAULT-VALUE}.")
    private DemoOptions.Source source = DemoOptions.Source.ELASTICSEARCH;

    @Option(
            names = "--docs",
            defaultValue = "50000",
            paramLabel = "N",
            description = "Documents at the start. Default: ${DEFAULT-VALUE}.")
    private int docs;

    @Option(
            names = "--rate",
            defaultValue = "60",
            paramLabel = "N",
            description = "Operations a second of all clients. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seed", paramLabel = "N", description = "Runs the same demo again.")
    private @Nullable Long seed;

    @Option(names = "--keep", description = "Leave everything running at the end, until interrupted.")
    private boolean keep;

    @Option(names = "--json", description = "The result as one JSON object on the last line.")
    private boolean json;

    private final ProgressLine line = new ProgressLine();
    private Instant lastLine = Instant.EPOCH;

    @Override
    public Integer call() throws InterruptedException {
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        DemoOptions options = Usage.check(() -> new DemoOptions(source, docs, chosen, rate, keep, Optional.empty()));
        try (DemoRun run = DemoRun.start(options, DemoCommand::say, this::progress)) {
            DemoResult result = run.run();
            print(result);
            if (keep) {
                say("left running until Ctrl-C:  source " + result.source() + "  target " + result.target() + "  proxy "
                        + result.proxy());
                new CountDownLatch(1).await();
            }
            return result.passed() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private void progress(WorkflowStatus status) {
        if (Duration.between(lastLine, Instant.now()).compareTo(EVERY) >= 0) {
            lastLine = Instant.now();
            say(line.of(status));
        }
    }

    private void print(DemoResult result) {
        say("");
        result.verifications().forEach(verification -> say("  verified " + verification));
        result.swings().forEach(swing -> say("  swing    " + swing));
        show("client errors", result.clientErrors());
        show("broken promises", result.brokenPromises());
        say(String.format(
                java.util.Locale.ROOT,
                "%s  %,d documents, %,d operations by %d clients, %.0f s, seed %d",
                result.passed() ? "PASSED" : "FAILED",
                result.documents(),
                result.operations(),
                DemoOptions.CLIENTS,
                result.seconds(),
                result.seed()));
        if (json) {
            System.out.println(JsonMapper.builder().build().writeValueAsString(result));
        }
    }

    private static void show(String what, List<String> lines) {
        if (lines.isEmpty()) {
            say("  " + what + ": none");
        } else {
            lines.forEach(text -> say("  " + what + ": " + text));
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
