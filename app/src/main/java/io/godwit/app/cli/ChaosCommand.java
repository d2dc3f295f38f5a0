package io.godwit.app.cli;

import io.godwit.chaos.ChaosOptions;
import io.godwit.chaos.ChaosResult;
import io.godwit.chaos.ChaosRun;
import io.godwit.chaos.Program;
import io.godwit.chaos.ReleaseLedger;
import io.godwit.chaos.Report;
import io.godwit.chaos.RunDirectory;
import io.godwit.chaos.fault.FaultKind;
import io.godwit.chaos.fault.Pace;
import io.godwit.chaos.role.Launcher;
import io.godwit.sandbox.SearchVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code godwit chaos}: does it keep its promises while everything breaks? */
@Command(
        name = "chaos",
        description = {
            "Puts the role processes on trial: real servers, 2 proxies, projector, 2 replayers and console as processes,",
            "32 clients that write all the time, and everything that can go wrong."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit code 0 only if every invariant held. A run that failed keeps its directory."})
final class ChaosCommand implements Callable<Integer> {
    private static final int MOST_FAILURES = 3;
    private static final String MAIN = "io.godwit.app.Godwit";

    @Option(names = "--seed", paramLabel = "N", description = "Everything random follows from it.")
    private @Nullable Long seed;

    @Option(names = "--kills", defaultValue = "40", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--ops",
            defaultValue = "20000",
            paramLabel = "N",
            description =
                    "Operations on records that clients send at least; an item of a bulk is one. Default: ${DEFAULT-VALUE}.")
    private long operations;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description = "Some of ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<FaultKind> faults = EnumSet.allOf(FaultKind.class);

    @Option(
            names = "--pace",
            defaultValue = "2-12",
            paramLabel = "S-S",
            description = "Seconds between two kills. Default: ${DEFAULT-VALUE}.")
    private String pace = "2-12";

    @Option(
            names = "--rate",
            defaultValue = "150",
            paramLabel = "N",
            description = "Requests a second of all clients; 0: as many as they can. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--import",
            defaultValue = "100",
            paramLabel = "N",
            description = "Up to how many records a client writes in one bulk now and then; 0: never more than a few."
                    + " Default: ${DEFAULT-VALUE}.")
    private int largestImport;

    @Option(
            names = "--docs",
            defaultValue = "10000",
            paramLabel = "N",
            description = "Documents at the start. Default: ${DEFAULT-VALUE}.")
    private int docs;

    @Option(
            names = "--source",
            defaultValue = "elasticsearch",
            description = "elasticsearch (6.8) or opensearch (3). Default: ${DEFAULT-VALUE}.")
    private SourceKind source = SourceKind.ELASTICSEARCH;

    @Option(
            names = "--no-swing",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Do not move clients to the target and back meanwhile.")
    private boolean swing;

    @Option(names = "--data", paramLabel = "DIR", description = "Directory of the run, kept. Default: a temporary one.")
    private @Nullable Path data;

    @Option(
            names = "--release",
            description = "Runs pieces of --kills and --ops until --release-kills and --release-ops are reached."
                    + " --data keeps what is finished; the same command goes on. A piece that failed is listed and"
                    + " does not count; after three of them it stops.")
    private boolean release;

    @Option(
            names = "--release-kills",
            defaultValue = "2000",
            paramLabel = "N",
            description = "Default: ${DEFAULT-VALUE}.")
    private int releaseKills;

    @Option(
            names = "--release-ops",
            defaultValue = "5000000",
            paramLabel = "N",
            description = "Default: ${DEFAULT-VALUE}.")
    private long releaseOperations;

    @Option(names = "--json", description = "The result as one JSON object on the last line.")
    private boolean json;

    /** Kinds of source. */
    enum SourceKind {
        ELASTICSEARCH,
        OPENSEARCH
    }

    @Override
    public Integer call() throws InterruptedException {
        long first = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        if (!release) {
            return run(first, RunDirectory.of(data), data == null).passed() ? ExitCode.DONE : ExitCode.FAILED;
        }
        if (data == null) {
            throw new UsageException("--release needs --data DIR, where finished pieces are kept");
        }
        return pieces(first, data);
    }

    private int pieces(long first, Path directory) throws InterruptedException {
        ReleaseLedger ledger = ReleaseLedger.in(directory);
        ReleaseLedger.Goal goal = Usage.check(() -> new ReleaseLedger.Goal(releaseKills, releaseOperations));
        int before = ledger.failures();
        while (!ledger.reaches(goal) && ledger.failures() - before < MOST_FAILURES) {
            long next = ledger.nextSeed(first);
            piece(ledger, next, directory.resolve("piece-" + next));
            say(ledger.summary(goal));
        }
        say(ledger.summary(goal));
        return ledger.reaches(goal) && ledger.allPassed() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void piece(ReleaseLedger ledger, long chosen, Path directory) throws InterruptedException {
        if (Files.exists(directory)) {
            // it was cut off: servers would go on with the data of then, and clients would not know of it
            RunDirectory.remove(directory);
        }
        try {
            ledger.add(run(chosen, RunDirectory.of(directory), true));
        } catch (UsageException e) {
            throw e;
        } catch (RuntimeException e) {
            say("seed " + chosen + " came to no result: " + e + "; kept: " + directory);
            ledger.addBroken(chosen, e.toString());
        }
    }

    private ChaosResult run(long chosen, Path directory, boolean temporary) throws InterruptedException {
        ChaosOptions options = Usage.check(() -> options(chosen, directory));
        ChaosResult result = ChaosRun.run(options, new Program(launcher()), ChaosCommand::say);
        Report.lines(result).forEach(ChaosCommand::say);
        if (json) {
            say(Report.json(result));
        }
        Report.write(result, directory);
        if (temporary && result.passed()) {
            RunDirectory.remove(directory);
        } else {
            say("kept: " + directory);
        }
        return result;
    }

    private ChaosOptions options(long chosen, Path directory) {
        SearchVersion version =
                source == SourceKind.ELASTICSEARCH ? SearchVersion.ELASTICSEARCH_6_8 : SearchVersion.OPENSEARCH_3;
        return new ChaosOptions(
                chosen,
                kills,
                operations,
                rate,
                largestImport,
                docs,
                faults,
                Pace.parse(pace),
                version,
                swing,
                directory);
    }

    /** This very program, small: many of it share one machine. */
    private static Launcher launcher() {
        List<String> java = List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx256m");
        List<String> main = List.of("-cp", System.getProperty("java.class.path"), MAIN);
        return new Launcher(java, main);
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
