package io.godwit.bench.figures;

import java.time.Instant;
import java.util.List;

/** Figures as a run might have them, with everything in them that could break a table or a drawing. */
final class MeasuredFigures {
    static final Machine MACHINE =
            new Machine(2, 24L << 30, "a <fast> processor & \"more\"", "Linux 6 amd64", "JDK 25");

    private MeasuredFigures() {}

    static Figures all() {
        return new Figures(MACHINE, List.of(backfill(), memory()));
    }

    static Section backfill() {
        return section(
                "backfill",
                List.of(
                        new Figure("raw", Unit.DOCUMENTS_PER_SECOND, "a < b & c", Figure.Shown.AS_OTHER, List.of(30e3)),
                        new Figure(
                                "godwit",
                                Unit.DOCUMENTS_PER_SECOND,
                                "ours",
                                Figure.Shown.AS_OURS,
                                List.of(12e3, 11e3, 13e3)),
                        new Figure("late", Unit.MILLISECONDS, "", Figure.Shown.IN_TABLE, List.of(1.25))),
                List.of());
    }

    static Section memory() {
        return section(
                "memory",
                List.of(new Figure("peak", Unit.MEBIBYTES, "", Figure.Shown.IN_TABLE, List.of(300.0))),
                List.of(trace("replayer", 100, 200, 210), trace("projector", 120, 180, 190)));
    }

    private static Trace trace(String name, double... values) {
        List<Trace.Point> points = java.util.stream.IntStream.range(0, values.length)
                .mapToObj(n -> new Trace.Point(n * 10.0, values[n]))
                .toList();
        return new Trace("RSS", name, Unit.MEBIBYTES, points);
    }

    private static Section section(String name, List<Figure> figures, List<Trace> traces) {
        return new Section(
                name,
                Instant.parse("2026-11-21T10:15:30Z"),
                "abc1234",
                List.of(new Fact("documents", "200000")),
                figures,
                List.of(new Bar("godwit / L", Unit.RATIO, Bar.Sense.AT_LEAST, 0.6, List.of(0.7, 0.5, 0.65), true)),
                traces);
    }
}
