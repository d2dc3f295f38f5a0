package io.godwit.bench;

import io.godwit.sandbox.Jvm;
import io.godwit.sandbox.KafkaOptions;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchOptions;
import io.godwit.sandbox.SearchServer;
import io.godwit.sandbox.SearchVersion;
import io.godwit.search.SearchCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench/backfill}: how fast a backfill is beside the physical limit of the machine and beside other tools, on one
 * source, one broker and one target that share the machine with whoever is measured.
 */
@Command(
        name = "backfill",
        description =
                "Measures the backfill beside the target's and the source's own limits, _reindex and elasticdump.",
        mixinStandardHelpOptions = true)
public final class BackfillBench implements Callable<Integer> {
    private static final String INDEX = "bench";

    @Option(names = "--docs", defaultValue = "200000", description = "Documents of ~1 KiB. Default: ${DEFAULT-VALUE}.")
    private int docs;

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = "Runs of each contender; the median counts. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--only",
            split = ",",
            description = "Contenders: raw, scan, godwit, _reindex, elasticdump. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--source",
            defaultValue = "elasticsearch",
            description = "elasticsearch (6.8) or opensearch (3). Default: ${DEFAULT-VALUE}.")
    private String source = "elasticsearch";

    public static void main(String[] args) {
        System.exit(new CommandLine(new BackfillBench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        SearchVersion sourceVersion =
                source.equals("opensearch") ? SearchVersion.OPENSEARCH_3 : SearchVersion.ELASTICSEARCH_6_8;
        Jvm big = Jvm.fast(1024);
        Children children = new Children();
        try (SearchServer from = children.name(
                        "source",
                        () -> Sandbox.startSearch(
                                SearchOptions.of(sourceVersion).jvm(big)));
                SearchServer to = children.name(
                        "target",
                        () -> Sandbox.startSearch(SearchOptions.of(SearchVersion.OPENSEARCH_3)
                                .jvm(big)
                                // what its collector has not collected yet is no reason to refuse requests
                                .setting("indices.breaker.total.use_real_memory", "false")
                                .setting("reindex.remote.allowlist", "127.0.0.1:*")));
                KafkaServer kafka = children.name(
                        "kafka",
                        () -> Sandbox.startKafka(KafkaOptions.inProcess().jvm(Jvm.fast(512))));
                SearchCluster fromCluster = SearchCluster.at(from.address(), Duration.ofMinutes(5));
                SearchCluster toCluster = SearchCluster.at(to.address(), Duration.ofMinutes(5))) {
            measure(new Servers(from, to, kafka, fromCluster, toCluster, children.meter()));
        }
        return 0;
    }

    /** Everything that shares the machine. */
    record Servers(
            SearchServer from,
            SearchServer to,
            KafkaServer kafka,
            SearchCluster fromCluster,
            SearchCluster toCluster,
            ProcessMeter meter) {}

    private void measure(Servers servers) {
        boolean typed = servers.fromCluster().flavour().typed();
        System.out.println("filling the source with " + docs + " documents");
        BenchDocuments forSource = new BenchDocuments(docs, 1, typed);
        BenchIndex sourceIndex = new BenchIndex(servers.fromCluster(), INDEX, typed);
        RawBulk filler = new RawBulk(servers.fromCluster(), forSource, sourceIndex);
        filler.prepare();
        filler.run();
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        List<Contender> contenders = contenders(servers);
        for (int run = 0; run <= runs; run++) {
            for (Contender contender : contenders) {
                Figure figure = one(contender, servers, forSource.bytes());
                System.out.printf(
                        "%s %-12s %,9.0f docs/s%n",
                        run == 0 ? "warm-up" : "run " + run + "  ", contender.name(), figure.perSecond());
                if (run > 0) {
                    figures.computeIfAbsent(contender.name(), _ -> new ArrayList<>())
                            .add(figure);
                }
            }
        }
        new BackfillReport(figures, contenders).print();
    }

    private List<Contender> contenders(Servers servers) {
        BenchIndex targetIndex = new BenchIndex(servers.toCluster(), INDEX, false);
        Path home = Path.of(System.getProperty("user.home"), ".cache", "godwit", "elasticdump");
        List<Contender> all = List.of(
                new RawBulk(servers.toCluster(), new BenchDocuments(docs, 1, false), targetIndex),
                new ScrollScan(servers.fromCluster(), INDEX),
                new GodwitBackfill(
                        servers.fromCluster(),
                        servers.toCluster(),
                        servers.kafka().bootstrapServers(),
                        targetIndex),
                new RemoteReindex(servers.toCluster(), servers.from().address(), targetIndex),
                new ElasticDump(home, servers.from().address(), servers.to().address(), targetIndex));
        return all.stream()
                .filter(contender -> only.isEmpty() || only.contains(contender.name()))
                .toList();
    }

    private Figure one(Contender contender, Servers servers, long bytes) {
        contender.prepare();
        Map<String, ProcessMeter.Usage> before = servers.meter().reset();
        long began = System.nanoTime();
        long moved = contender.run();
        long nanos = System.nanoTime() - began;
        Map<String, ProcessMeter.Usage> used =
                Figure.between(before, servers.meter().read());
        if (moved != docs) {
            throw new IllegalStateException(contender.name() + " moved " + moved + " of " + docs + " documents");
        }
        return new Figure(moved, bytes, nanos, used);
    }
}
