package io.godwit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CPU time and peak memory of named processes, from Linux's {@code /proc} (proc(5): stat fields 14 to 17, status
 * VmHWM). What a process's ended children used is its own: elasticdump is one of ours. CPU times are in clock ticks of 10 ms.
 */
final class ProcessMeter {
    private static final long MICROS_PER_TICK = 10_000;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Map<String, Long> processes = new LinkedHashMap<>();

    /**
     * What one process used.
     *
     * @param cpuMicros user and system time in µs
     * @param peakBytes highest resident memory since {@link #reset}
     */
    record Usage(long cpuMicros, long peakBytes) {}

    void add(String name, long pid) {
        processes.put(name, pid);
    }

    /** Starts a new measurement: peaks begin anew. */
    Map<String, Usage> reset() {
        for (long pid : processes.values()) {
            try {
                Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
            } catch (IOException e) {
                // the peak is then the one since the process began: an upper bound
            }
        }
        return read();
    }

    Map<String, Usage> read() {
        Map<String, Usage> usages = new LinkedHashMap<>();
        processes.forEach((name, pid) -> usages.put(name, usage(pid)));
        return usages;
    }

    private static Usage usage(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return new Usage(ticks * MICROS_PER_TICK, peak.find() ? Long.parseLong(peak.group(1)) * 1024 : 0);
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be measured", e);
        }
    }
}
