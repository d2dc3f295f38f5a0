package io.godwit.app.demo;

import io.godwit.app.migration.MigrationOptions;
import io.godwit.app.migration.MigrationOptions.IndexSelection;
import io.godwit.app.migration.MigrationSettings;
import io.godwit.app.migration.RunningMigration;
import io.godwit.console.swing.SwingSettings;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.schemas.Side;
import io.godwit.trial.Trial;
import io.godwit.trial.TrialSettings;
import io.godwit.trial.client.Load;
import io.godwit.trial.oracle.Difference;
import io.godwit.trial.oracle.Judgement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole way of a migration while clients write: to ready, over to the target, and back again, with a full
 * verification at each stop; then what every client was promised, against both sides.
 */
public final class DemoRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration WRITING_AT_TARGET = Duration.ofSeconds(5);
    private static final Duration HOLD_MAX = Duration.ofSeconds(20);
    private static final int WORST_SHOWN = 20;
    private static final int SHARED_RECORDS = 40;
    private static final int LARGEST_IMPORT = 0;
    private static final int SHARED_PERCENT = 10;
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(60);

    private final DemoOptions options;
    private final Consumer<String> say;
    private final Consumer<WorkflowStatus> progress;
    private final Instant began = Instant.now();
    private final List<String> verifications = new ArrayList<>();
    private final List<String> swings = new ArrayList<>();
    private final DemoWorld world;
    private final RunningMigration migration;
    private boolean allWell = true;

    private DemoRun(DemoOptions options, Consumer<String> say, Consumer<WorkflowStatus> progress) {
        this.options = options;
        this.say = say;
        this.progress = progress;
        say.accept("seed " + options.seed() + ": starting a source and a target, loading " + options.documents()
                + " documents");
        this.world = DemoWorld.start(options);
        say.accept("source  " + world.source.address() + "  " + world.sourceFlavour);
        say.accept("target  " + world.target.address() + "  " + world.targetFlavour);
        this.migration = RunningMigration.start(migrationOptions());
        say.accept("kafka   " + migration.bootstrapServers());
        say.accept("proxy   " + migration.proxyAddress() + "  <- " + DemoOptions.CLIENTS + " clients write here");
    }

    /**
     * Starts the servers and the migration.
     *
     * @param say told what happens, line by line
     * @param progress told where the migration is, a few times a second
     */
    public static DemoRun start(DemoOptions options, Consumer<String> say, Consumer<WorkflowStatus> progress) {
        return new DemoRun(options, say, progress);
    }

    /** Goes all the way; blocks. */
    public DemoResult run() throws InterruptedException {
        try (Trial trial = Trial.start(trialSettings())) {
            awaitVerified("before the swing");
            swing(trial, false);
            write(WRITING_AT_TARGET);
            awaitVerified("on the target");
            swing(trial, true);
            awaitVerified("back on the source");
            trial.stop();
            say.accept("clients stopped after " + trial.operations() + " operations");
            verifyAgain("at rest");
            return result(trial);
        }
    }

    @Override
    public void close() {
        migration.close();
        world.close();
    }

    private DemoResult result(Trial trial) {
        Judgement judgement = trial.judge(world.sourceCluster, world.targetCluster);
        say.accept("oracle: " + judgement.summary());
        boolean passed = allWell && judgement.kept() && trial.errors().isEmpty();
        return new DemoResult(
                passed,
                options.seed(),
                options.documents(),
                trial.operations(),
                verifications,
                swings,
                trial.errors(),
                broken(judgement),
                Duration.between(began, Instant.now()).toMillis() / 1000.0,
                world.source.address().toString(),
                world.target.address().toString(),
                migration.proxyAddress().toString());
    }

    private static List<String> broken(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Kept _ -> List.of();
            case Judgement.Broken broken ->
                broken.differences().stream()
                        .limit(WORST_SHOWN)
                        .map(Difference::toString)
                        .toList();
        };
    }

    private void awaitVerified(String where) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        WorkflowStatus status = migration.status();
        while (status.running().isPresent() || status.state().verification().isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("not verified " + where + " within " + PATIENCE + ": " + status);
            }
            progress.accept(status);
            Thread.sleep(POLL);
            status = migration.status();
        }
        note(
                where,
                status.state().verification().orElseThrow().equal(),
                status.state().verification().orElseThrow().summary());
    }

    private void verifyAgain(String where) {
        Answer answer = migration.order(new Order.Verify());
        note(where, answer.done(), answer.text());
    }

    private void note(String where, boolean equal, String summary) {
        allWell &= equal;
        verifications.add(where + ": " + summary);
        say.accept("VERIFIED " + where + ": " + summary);
    }

    private void swing(Trial trial, boolean back) {
        trial.swinging();
        Answer answer = migration.order(new Order.SwingOver(back));
        trial.swung(back == answer.done() ? Side.SOURCE : Side.TARGET);
        allWell &= answer.done();
        swings.add(answer.text());
        say.accept((back ? "SWUNG BACK " : "SWUNG ") + answer.text());
    }

    private void write(Duration time) throws InterruptedException {
        Instant until = Instant.now().plus(time);
        while (Instant.now().isBefore(until)) {
            progress.accept(migration.status());
            Thread.sleep(POLL);
        }
    }

    private TrialSettings trialSettings() {
        Load load = new Load(
                DemoOptions.CLIENTS,
                options.operationsPerSecond(),
                0,
                SHARED_RECORDS,
                SHARED_PERCENT,
                LARGEST_IMPORT,
                options.documents(),
                false,
                CLIENT_PATIENCE);
        return TrialSettings.of(
                        () -> List.of(migration.proxyAddress()),
                        world.sourceFlavour,
                        options.seed(),
                        temporary("godwit-demo-trial"))
                .load(load);
    }

    private MigrationOptions migrationOptions() {
        return new MigrationOptions(
                "demo",
                world.source.address(),
                world.target.address(),
                new IndexSelection(List.of(), List.of()),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                options.data().orElseGet(() -> temporary("godwit-demo")),
                Optional.empty(),
                Map.of(),
                MigrationSettings.DEFAULT.limits(),
                new SwingSettings(HOLD_MAX, SwingSettings.DEFAULT.readyWait()));
    }

    private static Path temporary(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for the demo", e);
        }
    }
}
