package io.godwit.bench.figures;

import java.util.List;

/** Figures of one unit as bars that lie, the median as length, whiskers from the least to the greatest run. */
final class BarChart {
    private static final double LEFT = 230;
    private static final double RIGHT = Svg.WIDTH - 110.0;
    private static final double ROW = 28;
    private static final double THICK = 16;

    private final Svg svg;
    private final List<Figure> figures;
    private final Scale scale;

    private BarChart(Svg svg, List<Figure> figures) {
        this.svg = svg;
        this.figures = figures;
        this.scale = Scale.upTo(figures.stream()
                .mapToDouble(Figure::max)
                .filter(Double::isFinite)
                .max()
                .orElse(1));
    }

    static void draw(Svg svg, String title, List<Figure> figures) {
        BarChart chart = new BarChart(svg, figures);
        svg.down(34);
        svg.text(20, svg.y(), "start", "title", title);
        svg.down(16);
        chart.grid();
        for (Figure figure : figures) {
            chart.bar(figure);
        }
        chart.axis();
    }

    private void grid() {
        double bottom = svg.y() + figures.size() * ROW;
        for (double tick : scale.ticks()) {
            svg.line(x(tick), svg.y(), x(tick), bottom, "grid");
        }
    }

    private void bar(Figure figure) {
        double middle = svg.y() + ROW / 2;
        String value = figure.unit().format(figure.median());
        svg.text(LEFT - 10, middle + 4.5, "end", "", figure.name());
        svg.box(
                LEFT,
                middle - THICK / 2,
                x(figure.median()) - LEFT,
                THICK,
                figure.shown() == Figure.Shown.AS_OURS ? "ours" : "other",
                value + " " + figure.unit().text() + ": " + figure.meaning());
        if (figure.runs().size() > 1) {
            whisker(figure, middle);
        }
        svg.text(Math.max(x(figure.max()), x(figure.median())) + 8, middle + 4.5, "start", "", value);
        svg.down(ROW);
    }

    private void whisker(Figure figure, double middle) {
        svg.line(x(figure.min()), middle, x(figure.max()), middle, "whisker");
        for (double end : List.of(figure.min(), figure.max())) {
            svg.line(x(end), middle - 4, x(end), middle + 4, "whisker");
        }
    }

    private void axis() {
        svg.line(LEFT, svg.y(), RIGHT, svg.y(), "axis");
        svg.down(16);
        for (double tick : scale.ticks()) {
            svg.text(x(tick), svg.y(), "middle", "muted", scale.label(tick));
        }
        svg.down(17);
        svg.text((LEFT + RIGHT) / 2, svg.y(), "middle", "muted", axisTitle());
    }

    private String axisTitle() {
        String runs = figures.stream().anyMatch(figure -> figure.runs().size() > 1)
                ? ", median; whiskers: least and greatest run"
                : ", one run";
        return figures.getFirst().unit().text() + runs;
    }

    /** What is endless ends at the edge. */
    private double x(double value) {
        return LEFT + Math.min(1, scale.share(value)) * (RIGHT - LEFT);
    }
}
