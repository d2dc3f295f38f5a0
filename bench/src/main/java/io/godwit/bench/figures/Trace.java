package io.godwit.bench.figures;

import java.util.List;

/**
 * One thing over time.
 *
 * @param chart what it is drawn with: traces of the same chart share axes
 * @param points in the order of time
 */
public record Trace(String chart, String name, Unit unit, List<Point> points) {

    /**
     * One sample.
     *
     * @param second since the measuring began
     */
    public record Point(double second, double value) {}

    public Trace {
        points = List.copyOf(points);
    }
}
