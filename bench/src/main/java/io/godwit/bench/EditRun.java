package io.godwit.bench;

import io.godwit.app.migration.MigrationOptions;
import io.godwit.app.migration.MigrationOptions.IndexSelection;
import io.godwit.app.migration.RunningMigration;
import io.godwit.bench.edits.EditLoad;
import io.godwit.bench.edits.EditSettings;
import io.godwit.bench.edits.Sighting;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.swing.SwingSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One migration of all documents with a client that edits: while the backfill runs, and once everything is still. */
final class EditRun {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration LATE = Duration.ofSeconds(60);

    private final BenchServers servers;
    private final BenchIndex target;
    private final int documents;
    private final EditOptions edits;

    /**
     * What was measured.
     *
     * @param beside edits from before the backfill until after it
     * @param alone edits while nothing else ran
     */
    record Result(List<Sighting> beside, List<Sighting> alone, BackfillSpan backfill) {

        /** Edits acknowledged while the backfill was really under way. */
        List<Sighting> during() {
            return beside.stream()
                    .filter(one -> backfill.holds(one.acknowledged()))
                    .toList();
        }

        /** How many of all edits no get at the target saw. */
        long neverSeen() {
            return Stream.of(beside, alone)
                    .flatMap(List::stream)
                    .filter(one -> Double.isInfinite(one.visibleMillis()))
                    .count();
        }
    }

    private record Beside(List<Sighting> edits, BackfillSpan backfill) {}

    EditRun(BenchServers servers, int documents, EditOptions edits) {
        this.servers = servers;
        this.target = servers.atTarget();
        this.documents = documents;
        this.edits = edits;
    }

    /** @param name of the migration; none of that name must have run on these servers */
    Result run(String name) throws InterruptedException {
        target.remove();
        try (WorkDirectory data = WorkDirectory.make();
                RunningMigration migration = RunningMigration.start(options(name, data.path()))) {
            BackfillWatch watch = new BackfillWatch(migration::status, PATIENCE);
            Beside beside = beside(migration, watch);
            watch.requireEqual();
            Result result = new Result(beside.edits(), alone(migration), beside.backfill());
            requireBothKinds(result.during());
            return result;
        }
    }

    private Beside beside(RunningMigration migration, BackfillWatch watch) throws InterruptedException {
        try (EditLoad load = load(migration)) {
            BackfillSpan backfill = watch.awaitBackfilled();
            return new Beside(load.finish(LATE), backfill);
        }
    }

    private void requireBothKinds(List<Sighting> during) {
        if (during.stream().map(Sighting::partial).distinct().count() < 2) {
            throw new IllegalStateException("the backfill of " + documents + " documents was over before edits of both "
                    + "kinds were answered; use more --docs");
        }
    }

    private EditLoad load(RunningMigration migration) {
        return EditLoad.start(new EditSettings(
                migration.proxyAddress(),
                servers.to.address(),
                target.name(),
                servers.typed(),
                documents,
                edits.perSecond,
                BenchDocuments::edited));
    }

    private List<Sighting> alone(RunningMigration migration) throws InterruptedException {
        try (EditLoad load = load(migration)) {
            Thread.sleep(Duration.ofSeconds(edits.aloneSeconds));
            return load.finish(LATE);
        }
    }

    private MigrationOptions options(String name, Path data) {
        return new MigrationOptions(
                name,
                servers.from.address(),
                servers.to.address(),
                new IndexSelection(List.of(target.name()), List.of()),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                data,
                Optional.of(servers.kafka.bootstrapServers()),
                Map.of(),
                new ReplayLimits(0, 3),
                SwingSettings.DEFAULT);
    }
}
