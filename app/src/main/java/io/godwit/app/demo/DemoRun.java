package io.godwit.app.demo;

import io.godwit.app.migration.MigrationOptions;
import io.godwit.app.migration.MigrationOptions.IndexSelection;
import io.godwit.app.migration.RunningMigration;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.swing.SwingSettings;
import io.godwit.console.workflow.Answer;
import io.godwit.console.workflow.Order;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;
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
        DemoLoad.Settings settings = new DemoLoad.Settings(
                DemoOptions.CLIENTS, options.operationsPerSecond(), options.documents(), options.seed());
        try (DemoLoad load = DemoLoad.start(migration.proxyAddress(), world.sourceFlavour, settings)) {
            awaitVerified("before the swing");
            swing(false);
            write(WRITING_AT_TARGET);
            awaitVerified("on the target");
            swing(true);
            awaitVerified("back on the source");
            load.stop();
            say.accept("clients stopped after " + load.operations() + " operations");
            verifyAgain("at rest");
            return result(load);
        }
    }

    @Override
    public void close() {
        migration.close();
        world.close();
    }

    private DemoResult result(DemoLoad load) {
        List<String> broken = new ArrayList<>();
        broken.addAll(check(load, "source", world.sourceCluster, world.sourceFlavour));
        broken.addAll(check(load, "target", world.targetCluster, world.targetFlavour));
        boolean passed = allWell && broken.isEmpty() && load.errors().isEmpty();
        return new DemoResult(
                passed,
                options.seed(),
                options.documents(),
                load.operations(),
                verifications,
                swings,
                load.errors(),
                broken,
                Duration.between(began, Instant.now()).toMillis() / 1000.0,
                world.source.address().toString(),
                world.target.address().toString(),
                migration.proxyAddress().toString());
    }

    private List<String> check(DemoLoad load, String side, SearchCluster cluster, Flavour flavour) {
        List<String> broken = load.check(cluster, flavour);
        say.accept("oracle on the " + side + ": "
                + (broken.isEmpty() ? "every acknowledged write is there" : broken.size() + " broken promises"));
        return broken.stream()
                .limit(WORST_SHOWN)
                .map(line -> side + ": " + line)
                .toList();
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

    private void swing(boolean back) {
        Answer answer = migration.order(new Order.SwingOver(back));
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

    private MigrationOptions migrationOptions() {
        return new MigrationOptions(
                "demo",
                world.source.address(),
                world.target.address(),
                new IndexSelection(List.of(), List.of()),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                options.data().orElseGet(DemoRun::temporary),
                Optional.empty(),
                Map.of(),
                new ReplayLimits(0, 3),
                new SwingSettings(HOLD_MAX, SwingSettings.DEFAULT.readyWait()));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("godwit-demo");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for the demo", e);
        }
    }
}
