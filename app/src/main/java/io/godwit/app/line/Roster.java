package io.godwit.app.line;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last report of every process that has not said goodbye, and when it was heard. Thread-safe. */
final class Roster {
    private final Map<String, Member> members = new HashMap<>();

    /** All that has been heard under one name. */
    private static final class Member {
        private final Set<String> earlier = new HashSet<>();
        private Report report;
        private @Nullable Long heardAt;
        private @Nullable Long doubledAt;

        Member(Report first) {
            this.report = first;
        }

        /** A process that others have replaced by a new one and that speaks again was not gone. */
        void says(Report next, boolean live) {
            if (!next.incarnation().equals(report.incarnation())) {
                if (live && earlier.contains(next.incarnation())) {
                    doubledAt = System.nanoTime();
                }
                earlier.add(report.incarnation());
            }
            report = next;
            if (live) {
                heardAt = System.nanoTime();
            }
        }

        Heard heard() {
            return new Heard(report, ago(heardAt), ago(doubledAt));
        }

        private static Duration ago(@Nullable Long at) {
            return at == null ? Heard.NEVER : Duration.ofNanos(System.nanoTime() - at);
        }
    }

    /**
     * @param json null when the process is forgotten
     * @param live false for what was said before this end began: it tells who there is, not that anybody lives
     */
    synchronized void hear(String key, @Nullable String json, boolean live) {
        if (json == null) {
            members.remove(key);
            return;
        }
        Report report = Wires.JSON.readValue(json, Report.class);
        members.computeIfAbsent(key, _ -> new Member(report)).says(report, live);
    }

    /** Of all roles, by name. */
    synchronized List<Heard> everybody() {
        return members.values().stream()
                .map(Member::heard)
                .filter(heard -> !heard.report().ended() || heard.doubled())
                .sorted(Comparator.comparing(heard -> heard.report().name()))
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
}
