package io.godwit.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured run of one contender.
 *
 * @param documents how many were moved
 * @param bytes of their sources
 * @param nanos how long it took
 * @param usage what each process used
 */
record ContenderRun(long documents, long bytes, long nanos, Map<String, ProcessMeter.Usage> usage) {

    double perSecond() {
        return documents * 1e9 / nanos;
    }

    double megabytesPerSecond() {
        return bytes * 1e3 / nanos;
    }

    /** CPU time that a process used for each document, in µs. */
    double cpuOf(String process) {
        ProcessMeter.Usage used = usage.get(process);
        return used == null ? 0 : used.cpuMicros() / (double) documents;
    }

    /** CPU time that all processes used for each document, in µs. */
    double cpu() {
        return usage.keySet().stream().mapToDouble(this::cpuOf).sum();
    }

    /** Greatest resident memory of a process, in MiB. */
    double peakOf(String process) {
        ProcessMeter.Usage used = usage.get(process);
        return used == null ? 0 : used.peakBytes() / (double) (1 << 20);
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
