package io.godwit.chaos;

import io.godwit.chaos.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was done to a run, and when, line by line in a file. Safe for several threads. */
final class FaultLog {
    private final Path file;
    private final Map<String, Integer> counts = new TreeMap<>();
    private Instant last = Instant.EPOCH;

    FaultLog(Path file) {
        this.file = file;
    }

    synchronized void add(Fault fault) {
        counts.merge(fault.kind().name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
        note(fault.toString());
    }

    /** Something else that happened. */
    synchronized void note(String what) {
        last = Instant.now();
        try {
            Files.writeString(file, last + " " + what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    synchronized int kills() {
        return counts.getOrDefault("kill", 0);
    }

    synchronized Map<String, Integer> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** When something happened last. */
    synchronized Instant last() {
        return last;
    }
}
