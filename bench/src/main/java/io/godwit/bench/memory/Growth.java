package io.godwit.bench.memory;

import io.godwit.bench.figures.Trace.Point;
import java.util.List;

/**
 * The straight line that fits points best (least squares).
 *
 * @param perSecond its slope
 * @param mean of all values
 * @param seconds from the first point to the last
 * @param points how many there are; with fewer than two there is no line, and all else is NaN
 */
public record Growth(double perSecond, double mean, double seconds, int points) {

    /** Of the points in the second half of a time, and of no others. */
    public static Growth ofSecondHalf(List<Point> points, double from, double to) {
        double half = (from + to) / 2;
        return of(points.stream()
                .filter(point -> point.second() >= half && point.second() <= to)
                .toList());
    }

    static Growth of(List<Point> points) {
        if (points.size() < 2) {
            return new Growth(Double.NaN, Double.NaN, Double.NaN, points.size());
        }
        double meanTime = points.stream().mapToDouble(Point::second).average().orElseThrow();
        double mean = points.stream().mapToDouble(Point::value).average().orElseThrow();
        double together = 0;
        double square = 0;
        for (Point point : points) {
            together += (point.second() - meanTime) * (point.value() - mean);
            square += (point.second() - meanTime) * (point.second() - meanTime);
        }
        return new Growth(
                together / square,
                mean,
                points.getLast().second() - points.getFirst().second(),
                points.size());
    }

    /** What the line rises by from its first point to its last, in percent of the mean. */
    public double percent() {
        return 100 * perSecond * seconds / mean;
    }

    /** The same if it went on for ten minutes. */
    public double percentInTenMinutes() {
        return 100 * perSecond * 600 / mean;
    }
}
