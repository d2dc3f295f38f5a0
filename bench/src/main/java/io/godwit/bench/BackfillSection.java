package io.godwit.bench;

import io.godwit.bench.figures.Bar;
import io.godwit.bench.figures.Figure;
import io.godwit.bench.figures.Figure.Shown;
import io.godwit.bench.figures.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the runs of all contenders say: rates, the limit, costs, and the bars. Ratios are of figures of the same run. */
final class BackfillSection {
    private static final double SHARE_OF_LIMIT = 0.6;
    private static final String OURS = GodwitBackfill.NAME;
    private static final List<String> PEERS = List.of(RemoteReindex.NAME, ElasticDump.NAME);

    private final Map<String, List<ContenderRun>> runs;
    private final List<Contender> contenders;
    private final boolean told;

    /**
     * @param runs by the contender's name; the n-th of each belong together
     * @param told whether they are many and long enough to tell
     */
    BackfillSection(Map<String, List<ContenderRun>> runs, List<Contender> contenders, boolean told) {
        this.runs = runs;
        this.contenders = contenders;
        this.told = told;
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Contender contender : contenders) {
            figures.add(new Figure(
                    contender.name(),
                    Unit.DOCUMENTS_PER_SECOND,
                    contender.meaning(),
                    contender.name().equals(OURS) ? Shown.AS_OURS : Shown.AS_OTHER,
                    each(contender.name(), ContenderRun::perSecond)));
            if (contender.name().equals(ScrollScan.NAME) && hasLimit()) {
                figures.add(
                        new Figure("L", Unit.DOCUMENTS_PER_SECOND, "1 / (1/raw + 1/scan)", Shown.AS_OTHER, limits()));
            }
        }
        for (Contender contender : contenders) {
            figures.add(cost(contender.name(), "of all processes together", ContenderRun::cpu));
        }
        if (runs.containsKey(OURS)) {
            ours(figures);
        }
        return figures;
    }

    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        if (!runs.containsKey(OURS)) {
            return bars;
        }
        if (hasLimit()) {
            bars.add(new Bar("godwit / L", Unit.RATIO, Bar.Sense.AT_LEAST, SHARE_OF_LIMIT, ratios(limits()), told));
        }
        if (runs.keySet().containsAll(PEERS)) {
            bars.add(new Bar(
                    "godwit / the better of " + String.join(" and ", PEERS),
                    Unit.RATIO,
                    Bar.Sense.ABOVE,
                    1,
                    ratios(bestPeers()),
                    told));
        }
        return bars;
    }

    private void ours(List<Figure> figures) {
        figures.add(new Figure(
                "godwit, bytes",
                Unit.MEGABYTES_PER_SECOND,
                "10⁶ bytes of documents",
                Shown.IN_TABLE,
                each(OURS, ContenderRun::megabytesPerSecond)));
        for (String peer : PEERS) {
            if (runs.containsKey(peer)) {
                figures.add(new Figure(
                        OURS + " / " + peer,
                        Unit.RATIO,
                        "of the same run",
                        Shown.IN_TABLE,
                        ratios(each(peer, ContenderRun::perSecond))));
            }
        }
        for (String process :
                runs.getOrDefault(OURS, List.of()).getFirst().usage().keySet()) {
            figures.add(cost(OURS + ", " + process, "of that process", run -> run.cpuOf(process)));
        }
        figures.add(new Figure(
                "godwit, memory",
                Unit.MEBIBYTES,
                "greatest resident memory of its process, the benchmark's own documents included",
                Shown.IN_TABLE,
                each(OURS, run -> run.peakOf(OURS))));
    }

    private Figure cost(String name, String meaning, ToDoubleFunction<ContenderRun> of) {
        String contender = name.split(",", 2)[0];
        return new Figure(name + ", CPU", Unit.CPU_MICROSECONDS, meaning, Shown.IN_TABLE, each(contender, of));
    }

    /** Our rate beside that of another in the same run. */
    private List<Double> ratios(List<Double> others) {
        List<Double> ours = each(OURS, ContenderRun::perSecond);
        return IntStream.range(0, ours.size())
                .mapToObj(run -> ours.get(run) / others.get(run))
                .toList();
    }

    /** The rate of the fastest peer of each run, which need not be the same one. */
    private List<Double> bestPeers() {
        List<List<Double>> rates =
                PEERS.stream().map(peer -> each(peer, ContenderRun::perSecond)).toList();
        return IntStream.range(0, rates.getFirst().size())
                .mapToObj(run ->
                        rates.stream().mapToDouble(peer -> peer.get(run)).max().orElseThrow())
                .toList();
    }

    private boolean hasLimit() {
        return runs.containsKey(RawBulk.NAME) && runs.containsKey(ScrollScan.NAME);
    }

    private List<Double> limits() {
        List<Double> raw = each(RawBulk.NAME, ContenderRun::perSecond);
        List<Double> scan = each(ScrollScan.NAME, ContenderRun::perSecond);
        return IntStream.range(0, raw.size())
                .mapToObj(run -> 1 / (1 / raw.get(run) + 1 / scan.get(run)))
                .toList();
    }

    private List<Double> each(String contender, ToDoubleFunction<ContenderRun> of) {
        return runs.getOrDefault(contender, List.of()).stream()
                .map(run -> of.applyAsDouble(run))
                .toList();
    }
}
