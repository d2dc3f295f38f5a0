package io.godwit.bench;

import io.godwit.bench.figures.Bar;
import io.godwit.bench.figures.Figure;
import io.godwit.bench.figures.Figure.Shown;
import io.godwit.bench.figures.Trace;
import io.godwit.bench.figures.Unit;
import io.godwit.bench.memory.Growth;
import io.godwit.bench.memory.MemorySamples;
import java.util.ArrayList;
import java.util.List;

/** What the samples say: peaks, growth in the second half of the backfill, and the bars. */
final class MemorySection {
    /** A run shorter than twenty minutes says little of ten: then what its second half grew by must be small itself. */
    private static final double LONG_SECONDS = 600;

    private static final double PERCENT_IN_TEN_MINUTES = 1;
    private static final double PERCENT = 2;
    /** Whatever is kept for each document is an object, and its header alone is that big. */
    private static final double BYTES_PER_DOCUMENT = 16;

    private static final int DOCUMENTS_TO_TELL = 1_000_000;

    private final MemoryRun.Result result;
    private final int documents;

    MemorySection(MemoryRun.Result result, int documents) {
        this.result = result;
        this.documents = documents;
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure(
                "backfill, small documents",
                Unit.DOCUMENTS_PER_SECOND,
                "roles in processes of their own",
                documents / (result.to() - result.from())));
        for (MemorySamples role : result.roles()) {
            Growth resident = resident(role);
            figures.add(figure(
                    role.role() + ", peak", Unit.MEBIBYTES, "greatest resident memory (RSS)", role.residentPeak()));
            figures.add(figure(
                    role.role() + ", growth",
                    Unit.PERCENT_PER_TEN_MINUTES,
                    "slope of its resident memory in the second half of the backfill",
                    resident.percentInTenMinutes()));
            figures.add(figure(
                    role.role() + ", live",
                    Unit.MEBIBYTES,
                    "mean of what a full collection leaves of its heap, in the second half",
                    live(role).mean()));
        }
        return figures;
    }

    List<Bar> bars() {
        boolean told = documents >= DOCUMENTS_TO_TELL;
        List<Bar> bars = new ArrayList<>();
        for (MemorySamples role : result.roles()) {
            bars.add(flat(role, told));
            bars.add(bar(
                    role.role() + ", live heap kept for each document of the second half",
                    Unit.BYTES_PER_DOCUMENT,
                    BYTES_PER_DOCUMENT,
                    keptBytes(role),
                    told));
        }
        bars.add(bar("roles that ran out of memory", Unit.COUNT, 0, (double) result.outOfMemory(), true));
        bars.add(bar("documents more or fewer than at the source", Unit.COUNT, 0, (double) result.missing(), true));
        return bars;
    }

    List<Trace> traces() {
        List<Trace> traces = new ArrayList<>();
        for (MemorySamples role : result.roles()) {
            traces.add(new Trace("memory: resident (RSS) of each role", role.role(), Unit.MEBIBYTES, role.resident()));
        }
        for (MemorySamples role : result.roles()) {
            traces.add(new Trace(
                    "memory: heap of each role that a full collection leaves",
                    role.role(),
                    Unit.MEBIBYTES,
                    role.live()));
        }
        return traces;
    }

    private Bar flat(MemorySamples role, boolean told) {
        Growth growth = resident(role);
        String what = role.role() + ", resident memory in the second half";
        return growth.seconds() >= LONG_SECONDS
                ? bar(what, Unit.PERCENT_PER_TEN_MINUTES, PERCENT_IN_TEN_MINUTES, growth.percentInTenMinutes(), told)
                : bar(what, Unit.PERCENT, PERCENT, growth.percent(), told);
    }

    private double keptBytes(MemorySamples role) {
        Growth growth = live(role);
        return growth.perSecond() * (1 << 20) * (result.to() - result.from()) / documents;
    }

    private Growth resident(MemorySamples role) {
        return Growth.ofSecondHalf(role.resident(), result.from(), result.to());
    }

    private Growth live(MemorySamples role) {
        return Growth.ofSecondHalf(role.live(), result.from(), result.to());
    }

    private static Figure figure(String name, Unit unit, String meaning, double value) {
        return new Figure(name, unit, meaning, Shown.IN_TABLE, List.of(value));
    }

    private static Bar bar(String what, Unit unit, double most, double value, boolean told) {
        return new Bar(what, unit, Bar.Sense.AT_MOST, most, List.of(value), told);
    }
}
