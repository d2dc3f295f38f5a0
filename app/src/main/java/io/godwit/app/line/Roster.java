package io.godwit.app.line;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last report of every process that has not said goodbye, and when it was heard. Thread-safe. */
final class Roster {
    private final Map<String, Report> reports = new HashMap<>();
    private final Map<String, Long> heardAt = new HashMap<>();

    /**
     * @param json null when the process is forgotten
     * @param live false for what was said before this end began: it tells who there is, not that anybody lives
     */
    synchronized void hear(String key, @Nullable String json, boolean live) {
        if (json == null) {
            reports.remove(key);
            heardAt.remove(key);
            return;
        }
        reports.put(key, Wires.JSON.readValue(json, Report.class));
        if (live) {
            heardAt.put(key, System.nanoTime());
        }
    }

    /** Of all roles, by name. */
    synchronized List<Heard> everybody() {
        return reports.values().stream()
                .filter(report -> !report.ended())
                .sorted(Comparator.comparing(Report::name))
                .map(report -> new Heard(report, ago(report)))
                .toList();
    }

    List<Heard> of(Role role) {
        return everybody().stream()
                .filter(heard -> heard.report().role() == role)
                .toList();
    }

    List<Heard> named(String name) {
        return everybody().stream()
                .filter(heard -> heard.report().name().equals(name))
                .toList();
    }

    private Duration ago(Report report) {
        Long at = heardAt.get(Verbs.reportKey(report.role(), report.name()));
        return at == null ? Heard.NEVER : Duration.ofNanos(System.nanoTime() - at);
    }
}
