package io.godwit.bench;

import io.godwit.bench.figures.Fact;
import io.godwit.bench.figures.Section;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast a backfill is beside the physical limit of the machine and beside other tools, on one source, one broker and
 * one target that share the machine with whoever is measured.
 */
final class BackfillMeasurement implements Measurement {
    /** Their names, in the order in which they take turns. */
    static final List<String> CONTENDERS =
            List.of(RawBulk.NAME, ScrollScan.NAME, GodwitBackfill.NAME, RemoteReindex.NAME, ElasticDump.NAME);

    private static final int DOCUMENTS_TO_TELL = 100_000;
    private static final int RUNS_TO_TELL = 3;

    private final FillOptions options;
    private final SourceKind source;
    private final List<String> only;

    /** @param only names of contenders; empty for all */
    BackfillMeasurement(FillOptions options, SourceKind source, List<String> only) {
        this.options = options;
        this.source = source;
        this.only = only;
    }

    @Override
    public String name() {
        return "backfill";
    }

    @Override
    public Section measure() {
        Conditions conditions = Conditions.now();
        try (BenchServers servers = BenchServers.start(source)) {
            long bytes = servers.fill(options.docs);
            List<Contender> contenders = contenders(servers);
            Map<String, List<ContenderRun>> runs = runs(contenders, servers, bytes);
            BackfillSection section = new BackfillSection(
                    runs, contenders, options.docs >= DOCUMENTS_TO_TELL && options.runs >= RUNS_TO_TELL);
            return new Section(
                    name(),
                    Instant.now(),
                    conditions.commit().toString(),
                    conditions.with(
                            servers.versions(),
                            List.of(
                                    new Fact("documents", String.valueOf(options.docs)),
                                    new Fact("bytes each", String.valueOf(bytes / options.docs)),
                                    new Fact("runs", String.valueOf(options.runs)))),
                    section.figures(),
                    section.bars(),
                    List.of());
        }
    }

    private Map<String, List<ContenderRun>> runs(List<Contender> contenders, BenchServers servers, long bytes) {
        Map<String, List<ContenderRun>> runs = new LinkedHashMap<>();
        for (int run = 0; run <= options.runs; run++) {
            for (Contender contender : contenders) {
                ContenderRun one = one(contender, servers, bytes);
                System.out.printf(
                        "%s %-12s %,9.0f docs/s%n",
                        run == 0 ? "warm-up" : "run " + run + "  ", contender.name(), one.perSecond());
                if (run > 0) {
                    runs.computeIfAbsent(contender.name(), _ -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        return runs;
    }

    private List<Contender> contenders(BenchServers servers) {
        BenchIndex index = servers.atTarget();
        Path home = Path.of(System.getProperty("user.home"), ".cache", "godwit", "elasticdump");
        List<Contender> all = List.of(
                new RawBulk(servers.toCluster, index, options.docs),
                new ScrollScan(servers.fromCluster, index.name()),
                new GodwitBackfill(servers.fromCluster, servers.toCluster, servers.kafka.bootstrapServers(), index),
                new RemoteReindex(servers.toCluster, servers.from.address(), index),
                new ElasticDump(home, servers.from.address(), servers.to.address(), index));
        return all.stream()
                .filter(contender -> only.isEmpty() || only.contains(contender.name()))
                .toList();
    }

    private ContenderRun one(Contender contender, BenchServers servers, long bytes) {
        contender.prepare();
        Map<String, ProcessMeter.Usage> before = servers.meter.reset();
        long began = System.nanoTime();
        long moved = contender.run();
        long nanos = System.nanoTime() - began;
        Map<String, ProcessMeter.Usage> used = ContenderRun.between(before, servers.meter.read());
        contender.end();
        if (moved != options.docs) {
            throw new IllegalStateException(
                    contender.name() + " moved " + moved + " of " + options.docs + " documents");
        }
        return new ContenderRun(moved, bytes, nanos, used);
    }
}
