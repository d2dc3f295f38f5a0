package io.godwit.bench;

import io.godwit.bench.figures.Fact;
import io.godwit.bench.figures.Machine;
import io.godwit.bench.figures.Section;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The memory of each role, in a process of its own, over a backfill of many small documents. */
final class MemoryMeasurement {
    private static final String INDEX = "bench";

    private final MemoryOptions options;

    MemoryMeasurement(MemoryOptions options) {
        this.options = options;
    }

    Section measure() throws InterruptedException {
        String load = Machine.load();
        try (BenchServers servers = BenchServers.start(SourceKind.elasticsearch)) {
            fill(servers);
            MemoryRun.Result result = new MemoryRun(servers, INDEX, options).run();
            MemorySection section = new MemorySection(result, options.docs);
            return new Section(
                    "memory",
                    Instant.now(),
                    Commit.here(),
                    List.of(
                            new Fact("documents", String.valueOf(options.docs)),
                            new Fact(
                                    "heap of each role",
                                    "-Xmx" + options.heapMegabytes + "m, all of it touched at the start"),
                            new Fact("edits per second", String.valueOf(options.editsPerSecond)),
                            new Fact("servers", servers.versions()),
                            new Fact("load before", load)),
                    section.figures(),
                    section.bars(),
                    section.traces());
        }
    }

    private void fill(BenchServers servers) {
        System.out.println("filling the source with " + options.docs + " documents");
        long began = System.nanoTime();
        BenchIndex source = new BenchIndex(servers.fromCluster, INDEX, servers.typed());
        source.remake();
        new SmallDocuments(options.docs, servers.typed()).load(servers.fromCluster, INDEX);
        System.out.printf(Locale.ROOT, "%,d documents in %.1f s%n", source.count(), (System.nanoTime() - began) / 1e9);
    }
}
