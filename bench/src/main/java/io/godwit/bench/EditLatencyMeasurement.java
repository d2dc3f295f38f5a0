package io.godwit.bench;

import io.godwit.bench.figures.Fact;
import io.godwit.bench.figures.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the answer that a client gets until a get at the target sees its edit, beside a backfill and alone. */
final class EditLatencyMeasurement implements Measurement {
    private final FillOptions fill;
    private final SourceKind source;
    private final EditOptions edits;

    EditLatencyMeasurement(FillOptions fill, SourceKind source, EditOptions edits) {
        this.fill = fill;
        this.source = source;
        this.edits = edits;
    }

    @Override
    public String name() {
        return "edit-latency";
    }

    @Override
    public Section measure() throws InterruptedException {
        Conditions conditions = Conditions.now();
        try (BenchServers servers = BenchServers.start(source)) {
            servers.fill(fill.docs);
            EditRun run = new EditRun(servers, fill.docs, edits);
            List<EditRun.Result> results = new ArrayList<>();
            for (int n = 0; n <= fill.runs; n++) {
                EditRun.Result result = run.run("edits-" + n);
                System.out.println((n == 0 ? "warm-up " : "run " + n + "   ") + line(result));
                if (n > 0) {
                    results.add(result);
                }
            }
            return section(servers, conditions, new EditLatencySection(results, fill.docs));
        }
    }

    private Section section(BenchServers servers, Conditions conditions, EditLatencySection section) {
        return new Section(
                name(),
                Instant.now(),
                conditions.commit().toString(),
                conditions.with(
                        servers.versions(),
                        List.of(
                                new Fact("documents", String.valueOf(fill.docs)),
                                new Fact("edits per second", String.valueOf(edits.perSecond)),
                                new Fact("runs", String.valueOf(fill.runs)))),
                section.figures(),
                section.bars(),
                List.of());
    }

    private static String line(EditRun.Result result) {
        return String.format(
                Locale.ROOT,
                "%,d edits beside %.1f s of backfill, %,d alone",
                result.during().size(),
                result.backfill().atMostSeconds(),
                result.alone().size());
    }
}
