package io.godwit.chaos;

import io.godwit.chaos.check.Finding;
import io.godwit.chaos.role.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the role processes of a run ended. Safe for several threads. */
final class Endings {
    private final FaultLog log;
    private final List<String> unasked = new ArrayList<>();
    private final Map<String, Integer> halts = new TreeMap<>();

    Endings(FaultLog log) {
        this.log = log;
    }

    void add(Ending ending) {
        log.note(ending.toString());
        synchronized (this) {
            switch (ending.cause()) {
                case KILLED, RENEWED, STOPPED -> {}
                case CRASHED -> halts.merge(String.valueOf(ending.crashPoint()), 1, Integer::sum);
                case BY_ITSELF -> unasked.add(ending.toString());
            }
        }
    }

    /** Something else that a process should not have done. */
    synchronized void wrong(String what) {
        unasked.add(what);
    }

    /** Crash points at which a process halted, each with how often. */
    synchronized Map<String, Integer> halts() {
        return new TreeMap<>(halts);
    }

    synchronized Finding finding() {
        return new Finding(
                "processes",
                "no process ended, or failed to, by itself",
                unasked.isEmpty(),
                unasked.isEmpty()
                        ? halts.values().stream().mapToInt(Integer::intValue).sum() + " halted at a crash point"
                        : String.join("; ", unasked));
    }
}
