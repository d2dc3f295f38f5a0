package io.godwit.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measured run of one contender.
 *
 * @param documents how many were moved
 * @param bytes of their sources
 * @param nanos how long it took
 * @param usage what each process used
 */
record Figure(long documents, long bytes, long nanos, Map<String, ProcessMeter.Usage> usage) {

    double perSecond() {
        return documents * 1e9 / nanos;
    }

    double megabytesPerSecond() {
        return bytes * 1e3 / nanos;
    }

    /** The run in the middle by rate. */
    static Figure median(List<Figure> runs) {
        List<Figure> sorted = new ArrayList<>(runs);
        sorted.sort((a, b) -> Double.compare(a.perSecond(), b.perSecond()));
        return sorted.get(sorted.size() / 2);
    }

    /** What was used between two readings. */
    static Map<String, ProcessMeter.Usage> between(
            Map<String, ProcessMeter.Usage> before, Map<String, ProcessMeter.Usage> after) {
        Map<String, ProcessMeter.Usage> used = new LinkedHashMap<>();
        after.forEach((name, usage) -> {
            ProcessMeter.Usage start = before.getOrDefault(name, new ProcessMeter.Usage(0, 0));
            used.put(name, new ProcessMeter.Usage(usage.cpuMicros() - start.cpuMicros(), usage.peakBytes()));
        });
        return used;
    }
}
