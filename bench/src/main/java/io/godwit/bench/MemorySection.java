package io.godwit.bench;

import io.godwit.bench.figures.Bar;
import io.godwit.bench.figures.Fact;
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
    /** Of each kind, in the half that is judged: through a few points that go up and down there is a line of any slope. */
    private static final int POINTS_TO_TELL = 20;

    private final MemoryRun.Result result;
    private final int documents;

    MemorySection(MemoryRun.Result result, int documents) {
        this.result = result;
        this.documents = documents;
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        result.moved()
                .ifPresent(moved -> figures.add(figure(
                        "backfill, small documents",
                        Unit.DOCUMENTS_PER_SECOND,
                        "roles in processes of their own",
                        documents / moved.atMostSeconds())));
        for (MemorySamples role : result.roles()) {
            figures.add(figure(
                    role.role() + ", peak", Unit.MEBIBYTES, "greatest resident memory (RSS)", role.residentPeak()));
            result.moved().ifPresent(moved -> figures.addAll(figures(role, moved)));
        }
        return figures;
    }

    private static List<Figure> figures(MemorySamples role, MemoryRun.Moved moved) {
        return List.of(
                figure(
                        role.role() + ", growth",
                        Unit.PERCENT_PER_TEN_MINUTES,
                        "slope of its resident memory in the second half of the backfill",
                        resident(role, moved).percentInTenMinutes()),
                figure(
                        role.role() + ", live",
                        Unit.MEBIBYTES,
                        "mean of what a full collection leaves of its heap, in the second half",
                        live(role, moved).mean()));
    }

    /** A role that ended is judged for that alone: how flat its memory was until then tells nothing. */
    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        result.moved().ifPresent(moved -> {
            result.roles().forEach(role -> bars.addAll(bars(role, moved)));
            bars.add(count("documents more or fewer than at the source", moved.missing()));
        });
        bars.add(count("roles that ended by themselves", result.ended().size()));
        bars.add(count("roles that ran out of memory", result.outOfMemory().size()));
        return bars;
    }

    /** Names of roles that failed. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        if (!result.ended().isEmpty()) {
            facts.add(new Fact("ended by themselves", String.join(" and ", result.ended())));
        }
        if (!result.outOfMemory().isEmpty()) {
            facts.add(new Fact("ran out of memory", String.join(" and ", result.outOfMemory())));
        }
        return facts;
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
        traces.removeIf(trace -> trace.points().isEmpty());
        return traces;
    }

    private List<Bar> bars(MemorySamples role, MemoryRun.Moved moved) {
        Growth resident = resident(role, moved);
        Growth live = live(role, moved);
        boolean told = documents >= DOCUMENTS_TO_TELL && Math.min(resident.points(), live.points()) >= POINTS_TO_TELL;
        return List.of(
                flat(role.role() + ", resident memory in the second half", resident, told),
                bar(
                        role.role() + ", live heap kept for each document of the second half",
                        Unit.BYTES_PER_DOCUMENT,
                        BYTES_PER_DOCUMENT,
                        live.perSecond() * (1 << 20) * (moved.to() - moved.from()) / documents,
                        told));
    }

    private static Bar flat(String what, Growth growth, boolean told) {
        return growth.seconds() >= LONG_SECONDS
                ? bar(what, Unit.PERCENT_PER_TEN_MINUTES, PERCENT_IN_TEN_MINUTES, growth.percentInTenMinutes(), told)
                : bar(what, Unit.PERCENT, PERCENT, growth.percent(), told);
    }

    private static Growth resident(MemorySamples role, MemoryRun.Moved moved) {
        return Growth.ofSecondHalf(role.resident(), moved.from(), moved.to());
    }

    private static Growth live(MemorySamples role, MemoryRun.Moved moved) {
        return Growth.ofSecondHalf(role.live(), moved.from(), moved.to());
    }

    /** Of something that must not be, and tells even when there was little of the rest. */
    private static Bar count(String what, long number) {
        return bar(what, Unit.COUNT, 0, (double) number, true);
    }

    private static Figure figure(String name, Unit unit, String meaning, double value) {
        return new Figure(name, unit, meaning, Shown.IN_TABLE, List.of(value));
    }

    private static Bar bar(String what, Unit unit, double most, double value, boolean told) {
        return new Bar(what, unit, Bar.Sense.AT_MOST, most, List.of(value), told);
    }
}
