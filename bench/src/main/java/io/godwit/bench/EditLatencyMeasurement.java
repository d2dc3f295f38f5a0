package io.godwit.bench;

import io.godwit.bench.figures.Fact;
import io.godwit.bench.figures.Machine;
import io.godwit.bench.figures.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the answer that a client gets until a get at the target sees its edit, beside a backfill and alone. */
final class EditLatencyMeasurement {
    private static final String INDEX = "bench";

    private final FillOptions fill;
    private final EditOptions edits;

    EditLatencyMeasurement(FillOptions fill, EditOptions edits) {
        this.fill = fill;
        this.edits = edits;
    }

    Section measure() throws InterruptedException {
        String load = Machine.load();
        try (BenchServers servers = BenchServers.start(fill.source)) {
            fill(servers);
            BenchIndex target = new BenchIndex(servers.toCluster, INDEX, false);
            EditRun run = new EditRun(servers, target, fill.docs, edits);
            List<EditRun.Result> results = new ArrayList<>();
            for (int n = 0; n <= fill.runs; n++) {
                EditRun.Result result = run.run("edits-" + n);
                System.out.println((n == 0 ? "warm-up " : "run " + n + "   ") + line(result));
                if (n > 0) {
                    results.add(result);
                }
            }
            return section(servers, load, new EditLatencySection(results, fill.docs));
        }
    }

    private Section section(BenchServers servers, String load, EditLatencySection section) {
        return new Section(
                "edit latency",
                Instant.now(),
                Commit.here(),
                List.of(
                        new Fact("documents", String.valueOf(fill.docs)),
                        new Fact("edits per second", String.valueOf(edits.perSecond)),
                        new Fact("runs", String.valueOf(fill.runs)),
                        new Fact("servers", servers.versions()),
                        new Fact("load before", load)),
                section.figures(),
                section.bars(),
                List.of());
    }

    private void fill(BenchServers servers) {
        System.out.println("filling the source with " + fill.docs + " documents");
        BenchIndex index = new BenchIndex(servers.fromCluster, INDEX, servers.typed());
        BenchDocuments documents = new BenchDocuments(fill.docs, 1, servers.typed());
        RawBulk filler = new RawBulk(servers.fromCluster, documents, index);
        filler.prepare();
        filler.run();
    }

    private static String line(EditRun.Result result) {
        return String.format(
                Locale.ROOT,
                "%,d edits beside %.1f s of backfill, %,d alone",
                result.during().size(),
                result.backfill().seconds(),
                result.alone().size());
    }
}
