package io.godwit.bench.figures;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Traces over time, on axes that begin at 0. */
final class TraceChart {
    private static final double LEFT = 70;
    private static final double RIGHT = Svg.WIDTH - 30.0;
    private static final double HEIGHT = 220;
    private static final int STYLES = 5;

    private final Svg svg;
    private final List<Trace> traces;
    private final Scale across;
    private final Scale up;

    private TraceChart(Svg svg, List<Trace> traces) {
        this.svg = svg;
        this.traces = traces;
        this.across = Scale.upTo(greatest(Trace.Point::second));
        this.up = Scale.upTo(greatest(Trace.Point::value));
    }

    static void draw(Svg svg, String title, List<Trace> traces) {
        TraceChart chart = new TraceChart(svg, traces);
        svg.down(34);
        svg.text(20, svg.y(), "start", "title", title);
        svg.down(22);
        chart.legend();
        svg.down(12);
        chart.axes();
        for (int n = 0; n < traces.size(); n++) {
            svg.polyline(chart.points(traces.get(n)), style(n));
        }
        svg.down(HEIGHT + 16);
        for (double tick : chart.across.ticks()) {
            svg.text(chart.x(tick), svg.y(), "middle", "muted", chart.across.label(tick));
        }
        svg.down(17);
        svg.text((LEFT + RIGHT) / 2, svg.y(), "middle", "muted", "seconds");
    }

    private void legend() {
        double x = LEFT;
        for (int n = 0; n < traces.size(); n++) {
            String name = traces.get(n).name();
            svg.line(x, svg.y() - 4, x + 22, svg.y() - 4, style(n));
            svg.text(x + 28, svg.y(), "start", "", name);
            x += 50 + 7.5 * name.length();
        }
    }

    private void axes() {
        double bottom = svg.y() + HEIGHT;
        for (double tick : up.ticks()) {
            svg.line(LEFT, y(tick), RIGHT, y(tick), "grid");
            svg.text(LEFT - 8, y(tick) + 4, "end", "muted", up.label(tick));
        }
        svg.line(LEFT, svg.y(), LEFT, bottom, "axis");
        svg.line(LEFT, bottom, RIGHT, bottom, "axis");
        svg.text(20, svg.y() - 4, "start", "muted", traces.getFirst().unit().text());
    }

    private String points(Trace trace) {
        return trace.points().stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.second()), y(point.value())))
                .collect(Collectors.joining(" "));
    }

    private double greatest(ToDoubleFunction<Trace.Point> of) {
        return traces.stream()
                .flatMap(trace -> trace.points().stream())
                .mapToDouble(of)
                .max()
                .orElse(1);
    }

    private static String style(int number) {
        return "trace t" + number % STYLES;
    }

    private double x(double second) {
        return LEFT + across.share(second) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return svg.y() + HEIGHT - up.share(value) * HEIGHT;
    }
}
