package io.godwit.bench;

import io.godwit.bench.figures.Fact;
import io.godwit.bench.figures.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The memory of each role, in a process of its own, over a backfill of many small documents. */
final class MemoryMeasurement implements Measurement {
    private final MemoryOptions options;
    private final SourceKind source;

    MemoryMeasurement(MemoryOptions options, SourceKind source) {
        this.options = options;
        this.source = source;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Section measure() throws InterruptedException {
        Conditions conditions = Conditions.now();
        try (BenchServers servers = BenchServers.start(source)) {
            fill(servers);
            MemoryRun.Result result = new MemoryRun(servers, options).run();
            MemorySection section = new MemorySection(result, options.docs);
            return new Section(
                    name(),
                    Instant.now(),
                    conditions.commit().toString(),
                    conditions.with(servers.versions(), facts(section)),
                    section.figures(),
                    section.bars(),
                    section.traces());
        }
    }

    private List<Fact> facts(MemorySection section) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("documents", String.valueOf(options.docs)),
                new Fact("heap of each role", "-Xmx" + options.heapMebibytes + "m, all of it touched at the start"),
                new Fact("edits per second", String.valueOf(options.editsPerSecond))));
        facts.addAll(section.facts());
        return facts;
    }

    private void fill(BenchServers servers) {
        System.out.println("filling the source with " + options.docs + " documents");
        long began = System.nanoTime();
        BenchIndex index = servers.atSource();
        index.remake();
        new SmallDocuments(options.docs, servers.typed()).load(servers.fromCluster, index.name());
        System.out.printf(Locale.ROOT, "%,d documents in %.1f s%n", index.count(), (System.nanoTime() - began) / 1e9);
    }
}
