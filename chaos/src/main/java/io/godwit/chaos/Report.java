package io.godwit.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** A result as people and programs read it. */
public final class Report {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Report() {}

    /** The lines that are printed. */
    public static List<String> lines(ChaosResult result) {
        List<String> lines = new ArrayList<>();
        result.findings().forEach(finding -> lines.add(finding.toString()));
        if (!result.halts().isEmpty()) {
            lines.add(halts(new TreeMap<>(result.halts())));
        }
        lines.add(String.format(
                Locale.ROOT,
                "%s  seed %d, faults %s, %,d records came again, %,d requests (%,d unanswered), %,d operations, %s, %.0f s",
                result.passed() ? "PASSED" : "FAILED",
                result.seed(),
                result.faults(),
                result.repeated(),
                result.requests(),
                result.unknown(),
                result.operations(),
                result.swings(),
                result.seconds()));
        return lines;
    }

    private static String halts(Map<String, Integer> halts) {
        List<String> none = halts.entrySet().stream()
                .filter(point -> point.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
        return String.format(
                Locale.ROOT,
                "crash points: %d of %d, %d halts; not passed: %s",
                halts.size() - none.size(),
                halts.size(),
                halts.values().stream().mapToInt(Integer::intValue).sum(),
                none.isEmpty() ? "none" : String.join(", ", none));
    }

    /** One JSON object on one line. */
    public static String json(ChaosResult result) {
        return JSON.writeValueAsString(result);
    }

    /** Writes both into the run's directory. */
    public static void write(ChaosResult result, Path directory) {
        try {
            Files.write(directory.resolve("report.txt"), lines(result));
            Files.writeString(directory.resolve("report.json"), json(result) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report into " + directory, e);
        }
    }
}
