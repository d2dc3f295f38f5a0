package io.godwit.bench.memory;

import io.godwit.bench.figures.Trace.Point;
import java.util.List;

/**
 * The memory of one role over time, in MiB.
 *
 * @param resident what the operating system counts (RSS)
 * @param live what a full collection leaves of its heap
 */
public record MemorySamples(String role, List<Point> resident, List<Point> live) {

    public MemorySamples {
        resident = List.copyOf(resident);
        live = List.copyOf(live);
    }

    public double residentPeak() {
        return resident.stream().mapToDouble(Point::value).max().orElse(0);
    }
}
