package io.godwit.bench.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@link Figures} as one SVG: a chart of bars for each section and unit, then one of lines for what is traced. */
public final class FiguresPlot {
    private FiguresPlot() {}

    public static String of(Figures figures) {
        Svg svg = new Svg();
        for (Section section : figures.sections()) {
            byKey(
                            section.figures().stream()
                                    .filter(figure -> figure.shown() != Figure.Shown.IN_TABLE)
                                    .toList(),
                            Figure::unit)
                    .forEach((unit, bars) -> BarChart.draw(svg, section.name() + ", " + unit.text(), bars));
            byKey(section.traces(), Trace::chart).forEach((chart, traces) -> TraceChart.draw(svg, chart, traces));
        }
        svg.down(18);
        return svg.document("Godwit's figures");
    }

    private static <K, V> Map<K, List<V>> byKey(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
