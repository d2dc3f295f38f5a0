package io.godwit.bench;

import io.godwit.bench.edits.Quantile;
import io.godwit.bench.edits.Sighting;
import io.godwit.bench.figures.Bar;
import io.godwit.bench.figures.Figure;
import io.godwit.bench.figures.Figure.Shown;
import io.godwit.bench.figures.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What the runs say: quantiles of each run, and the bars. */
final class EditLatencySection {
    private static final double P50_MILLIS = 50;
    private static final double P99_MILLIS = 500;
    /** With fewer, the 99th percentile is one of the two slowest. */
    private static final int EDITS_TO_TELL = 200;

    private static final int RUNS_TO_TELL = 3;

    private static final String VISIBLE = "from the client's answer until a get at the target sees the edit";

    private final List<EditRun.Result> results;
    private final int documents;

    EditLatencySection(List<EditRun.Result> results, int documents) {
        this.results = results;
        this.documents = documents;
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        quantiles(figures, "backfill", Shown.AS_OURS, EditRun.Result::during);
        quantiles(figures, "alone", Shown.AS_OTHER, EditRun.Result::alone);
        kinds(figures);
        client(figures, "backfill", EditRun.Result::during);
        client(figures, "alone", EditRun.Result::alone);
        figures.add(count("edits beside backfill", "edits measured while it was under way", EditRun.Result::during));
        figures.add(count("edits alone", "edits measured while nothing else ran", EditRun.Result::alone));
        figures.add(new Figure(
                "backfill with edits",
                Unit.DOCUMENTS_PER_SECOND,
                "the backfill beside these edits, capturing and reprojection included",
                Shown.IN_TABLE,
                results.stream()
                        .map(result -> documents / result.backfill().atMostSeconds())
                        .toList()));
        return figures;
    }

    List<Bar> bars() {
        boolean told = results.size() >= RUNS_TO_TELL
                && results.stream().allMatch(result -> result.during().size() >= EDITS_TO_TELL);
        return List.of(
                bar("edit visible beside backfill, p50", P50_MILLIS, 0.5, told),
                bar("edit visible beside backfill, p99", P99_MILLIS, 0.99, told),
                neverSeen(told));
    }

    private void quantiles(
            List<Figure> figures, String when, Shown shown, Function<EditRun.Result, List<Sighting>> of) {
        for (double share : List.of(0.5, 0.95, 0.99, 1.0)) {
            figures.add(new Figure(
                    name(share) + " visible, " + when,
                    Unit.MILLISECONDS,
                    VISIBLE,
                    shown,
                    each(of, Sighting::visibleMillis, share)));
        }
    }

    /** A whole document is a change as it was captured; after a partial update the record is read from the source. */
    private void kinds(List<Figure> figures) {
        for (boolean partial : List.of(false, true)) {
            Function<EditRun.Result, List<Sighting>> of = result -> result.during().stream()
                    .filter(one -> one.partial() == partial)
                    .toList();
            figures.add(new Figure(
                    "p50 visible, " + (partial ? "partial update" : "whole document"),
                    Unit.MILLISECONDS,
                    "of these edits only, beside the backfill",
                    Shown.IN_TABLE,
                    each(of, Sighting::visibleMillis, 0.5)));
        }
    }

    private void client(List<Figure> figures, String when, Function<EditRun.Result, List<Sighting>> of) {
        for (double share : List.of(0.5, 0.99)) {
            figures.add(new Figure(
                    name(share) + " answered, " + when,
                    Unit.MILLISECONDS,
                    "from when the edit was due until the client has its answer, through the proxy",
                    Shown.IN_TABLE,
                    each(of, Sighting::clientMillis, share)));
        }
    }

    private Figure count(String name, String meaning, Function<EditRun.Result, List<Sighting>> of) {
        return new Figure(
                name,
                Unit.COUNT,
                meaning,
                Shown.IN_TABLE,
                results.stream().map(result -> (double) of.apply(result).size()).toList());
    }

    private Bar bar(String what, double most, double share, boolean told) {
        return new Bar(
                what,
                Unit.MILLISECONDS,
                Bar.Sense.AT_MOST,
                most,
                each(EditRun.Result::during, Sighting::visibleMillis, share),
                told);
    }

    /** Of all runs together: a median, or a quantile of many, would hide a few. */
    private Bar neverSeen(boolean told) {
        double never = results.stream().mapToLong(EditRun.Result::neverSeen).sum();
        return new Bar("edits never seen, all runs", Unit.COUNT, Bar.Sense.AT_MOST, 0, List.of(never), told);
    }

    private List<Double> each(
            Function<EditRun.Result, List<Sighting>> of, ToDoubleFunction<Sighting> what, double share) {
        return results.stream()
                .map(result -> Quantile.of(
                        of.apply(result).stream()
                                .map(sighting -> what.applyAsDouble(sighting))
                                .toList(),
                        share))
                .toList();
    }

    private static String name(double share) {
        return share == 1 ? "max" : "p" + Math.round(share * 100);
    }
}
