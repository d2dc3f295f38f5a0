package io.godwit.chaos;

import io.godwit.chaos.check.Finding;
import io.godwit.chaos.role.Ending;
import java.util.ArrayList;
import java.util.List;

/** How the role processes of a run ended. Safe for several threads. */
final class Endings {
    private final FaultLog log;
    private final List<String> unasked = new ArrayList<>();
    private int crashes;

    Endings(FaultLog log) {
        this.log = log;
    }

    void add(Ending ending) {
        log.note(ending.toString());
        synchronized (this) {
            switch (ending.cause()) {
                case KILLED, STOPPED -> {}
                case CRASHED -> crashes++;
                case BY_ITSELF -> unasked.add(ending.toString());
            }
        }
    }

    /** Something else that a process should not have done. */
    synchronized void wrong(String what) {
        unasked.add(what);
    }

    synchronized int crashes() {
        return crashes;
    }

    synchronized Finding finding() {
        return new Finding(
                "processes",
                "no process ended, or failed to, by itself",
                unasked.isEmpty(),
                unasked.isEmpty() ? crashes + " halted at a crash point" : String.join("; ", unasked));
    }
}
