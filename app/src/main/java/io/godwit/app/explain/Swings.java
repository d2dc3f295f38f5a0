package io.godwit.app.explain;

import io.godwit.console.workflow.LogEntry;
import io.godwit.console.workflow.Step;
import io.godwit.schemas.Side;
import java.util.ArrayList;
import java.util.List;

/** What the migration's log tells of where clients went. Pure. */
final class Swings {
    private Swings() {}

    /** @param topic full name of the log's topic */
    static List<Fact> of(List<LogEntry> log, String topic) {
        List<Fact> swings = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            LogEntry entry = log.get(i);
            if (entry.step() == Step.SWING && isDecided(entry) && entry.detail().containsKey("side")) {
                swings.add(new Fact.Swung(
                        entry.at(),
                        new Place(topic, 0, i),
                        entry.what() == LogEntry.What.DONE ? Fact.Swing.MOVED : Fact.Swing.TAKEN_BACK,
                        Side.valueOf(entry.detail().getOrDefault("side", Side.SOURCE.name())),
                        Integer.parseInt(entry.detail().getOrDefault("epoch", "0"))));
            }
        }
        return swings;
    }

    private static boolean isDecided(LogEntry entry) {
        return entry.what() == LogEntry.What.DONE || entry.what() == LogEntry.What.ABORTED;
    }
}
