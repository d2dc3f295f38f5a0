package io.godwit.app.explain;

import io.godwit.app.explain.Noted.About;
import io.godwit.projector.traffic.Wanted;
import io.godwit.schemas.RecordKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Facts as they are read, of each record and kind only so many: the newest. Thread-safe. */
final class FactCollection {
    private final int most;
    private final Map<Slot, Newest> facts = new HashMap<>();
    private long unreadable;

    private record Slot(About about, Class<?> kind) {}

    /** Those of one slot. */
    private static final class Newest {
        private final List<Fact> facts = new ArrayList<>();
        private long leftOut;

        void drop(int most) {
            int over = facts.size() - most;
            if (over > 0) {
                facts.sort(Comparator.comparing(Fact::at));
                leftOut += over;
                facts.subList(0, over).clear();
            }
        }
    }

    /**
     * What is known of a record.
     *
     * @param leftOut how many facts there were besides, all of them older than those of their kind
     */
    record Known(List<Fact> facts, long leftOut) {
        Known {
            facts = List.copyOf(facts);
        }
    }

    /** @param most of one record and kind */
    FactCollection(int most) {
        this.most = most;
    }

    synchronized void add(Noted noted) {
        Slot slot = new Slot(noted.about(), noted.fact().getClass());
        Newest newest = facts.computeIfAbsent(slot, _ -> new Newest());
        newest.facts.add(noted.fact());
        if (newest.facts.size() >= 2 * most) {
            newest.drop(most);
        }
    }

    /** A record of a topic could not be read. */
    synchronized void addUnreadable() {
        unreadable++;
    }

    /** All records that there are facts of. */
    synchronized Set<RecordKey> records() {
        Set<RecordKey> records = new HashSet<>();
        for (Slot slot : facts.keySet()) {
            if (slot.about() instanceof About.OneRecord(RecordKey key)) {
                records.add(key);
            }
        }
        return records;
    }

    /** The exchanges that facts are kept of: no more than there are facts, however many there were. */
    synchronized Set<String> exchanges() {
        Set<String> exchanges = new HashSet<>();
        for (Newest newest : facts.values()) {
            newest.drop(most);
            for (Fact fact : newest.facts) {
                if (fact instanceof Fact.Touched touched) {
                    exchanges.add(touched.request().exchange());
                }
            }
        }
        return exchanges;
    }

    /** What is known of a record, and what may be about it. */
    synchronized Known of(RecordKey record, Wanted wanted) {
        List<Fact> all = new ArrayList<>();
        long leftOut = 0;
        for (Map.Entry<Slot, Newest> slot : facts.entrySet()) {
            boolean concerns = switch (slot.getKey().about()) {
                case About.OneRecord(RecordKey key) -> key.equals(record);
                case About.Collections(String expression) -> wanted.mayBeIn(expression);
            };
            if (concerns) {
                Newest newest = slot.getValue();
                newest.drop(most);
                all.addAll(newest.facts);
                leftOut += newest.leftOut;
            }
        }
        return new Known(all, leftOut);
    }

    synchronized long unreadable() {
        return unreadable;
    }
}
