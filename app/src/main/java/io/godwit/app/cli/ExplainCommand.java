package io.godwit.app.cli;

import io.godwit.app.explain.Explain;
import io.godwit.app.explain.Explanation;
import io.godwit.app.explain.Question;
import io.godwit.app.migration.DataDirectory;
import io.godwit.app.migration.PreflightException;
import io.godwit.app.role.MigrationPlace;
import io.godwit.flow.FlowSetupException;
import io.godwit.search.SearchCluster;
import java.io.Console;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit explain}: what happened to this record? */
@Command(
        name = "explain",
        description = "Tells everything about one record: what touched it, what is on its way, what both sides hold.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Reads only. Exit code 4 when both sides differ, 3 when that is not known."})
final class ExplainCommand implements Callable<Integer> {
    private static final String CLEAR_LINE = "\r\u001b[K";

    @Parameters(
            paramLabel = "[INDEX/]ID",
            description = "The record, as ./godwit verify prints it; without INDEX, in all of them.")
    private String record = "";

    @Option(names = "--routing", paramLabel = "ROUTING", description = "Its routing, when it has one.")
    private @Nullable String routing;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Read of the topics only what is newer: 2026-11-21T19:00:00Z, or how long ago, e.g. PT2H.")
    private @Nullable String since;

    @Option(
            names = "--last",
            defaultValue = "100",
            paramLabel = "N",
            description = "How many lines of its history to print at most. Default: ${DEFAULT-VALUE}.")
    private int last = 100;

    @Option(names = "--json", description = "One JSON object on one line, with the whole history.")
    private boolean json;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "The source, with user and password if it wants them. Default: what the migration was told.")
    private @Nullable URI from;

    @Option(names = "--to", paramLabel = "URL", description = "The target, likewise.")
    private @Nullable URI to;

    @Mixin
    private ControlOptions control = new ControlOptions();

    @Override
    public Integer call() {
        Question question = Usage.check(this::question);
        Explain.Where where = where();
        boolean watched = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Consumer<String> progress = watched ? line -> System.err.print(CLEAR_LINE + line) : _ -> {};
        Explanation explanation;
        try {
            explanation = Explain.answer(where, question, progress);
        } catch (FlowSetupException e) {
            throw new PreflightException("--name is '" + where.topics().flow() + "'; its topics are not complete ("
                    + e.getMessage() + "): give the --name of ./godwit migrate");
        } finally {
            progress.accept("");
        }
        System.out.println(json ? explanation.json() : explanation.text(last));
        if (explanation.different()) {
            return ExitCode.DIFFERENT;
        }
        return explanation.unknown() ? ExitCode.PREFLIGHT : ExitCode.DONE;
    }

    private Question question() {
        if (last < 1) {
            throw new IllegalArgumentException("--last is " + last + "; must be at least 1");
        }
        return Question.parse(
                record, Optional.ofNullable(routing), Optional.ofNullable(since).map(this::time));
    }

    private Explain.Where where() {
        Optional<URI> source = Usage.check(() -> address("--from", from));
        Optional<URI> target = Usage.check(() -> address("--to", to));
        MigrationPlace place = control.place();
        Optional<DataDirectory.Clusters> known =
                source.isPresent() && target.isPresent() ? Optional.empty() : control.clusters();
        return new Explain.Where(
                place.kafka(),
                place.topics(),
                source.or(() -> known.map(DataDirectory.Clusters::from)),
                target.or(() -> known.map(DataDirectory.Clusters::to)));
    }

    private static Optional<URI> address(String option, @Nullable URI given) {
        Optional<URI> address = Optional.ofNullable(given);
        address.ifPresent(one -> SearchCluster.requireAddress(option, one));
        return address;
    }

    private Instant time(String text) {
        try {
            return text.startsWith("P") ? Instant.now().minus(Duration.parse(text)) : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--since is '" + text + "'; must be a time like 2026-11-21T19:00:00Z or a duration like PT2H", e);
        }
    }
}
