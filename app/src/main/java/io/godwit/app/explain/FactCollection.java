package io.godwit.app.explain;

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
    private final Map<Slot, List<Fact>> facts = new HashMap<>();
    private long leftOut;
    private long unreadable;

    private record Slot(About about, Class<?> kind) {}

    private sealed interface About {
        record OneRecord(RecordKey key) implements About {}

        record Collections(String expression) implements About {}
    }

    /** @param most of one record and kind */
    FactCollection(int most) {
        this.most = most;
    }

    void add(RecordKey record, Fact fact) {
        add(new About.OneRecord(record), fact);
    }

    /** @param expression the collections that it may be about: names, aliases, patterns, or nothing for all */
    void add(String expression, Fact fact) {
        add(new About.Collections(expression), fact);
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

    /** Those of a record, and those that may be about it. */
    synchronized List<Fact> of(RecordKey record, Wanted wanted) {
        List<Fact> all = new ArrayList<>();
        facts.forEach((slot, known) -> {
            boolean concerns = switch (slot.about()) {
                case About.OneRecord(RecordKey key) -> key.equals(record);
                case About.Collections(String expression) -> wanted.mayBeIn(expression);
            };
            if (concerns) {
                drop(known);
                all.addAll(known);
            }
        });
        return all;
    }

    synchronized long leftOut() {
        return leftOut;
    }

    synchronized long unreadable() {
        return unreadable;
    }

    private synchronized void add(About about, Fact fact) {
        List<Fact> known = facts.computeIfAbsent(new Slot(about, fact.getClass()), _ -> new ArrayList<>());
        known.add(fact);
        if (known.size() >= 2 * most) {
            drop(known);
        }
    }

    private void drop(List<Fact> known) {
        if (known.size() > most) {
            known.sort(Comparator.comparing(Fact::at));
            leftOut += known.size() - most;
            known.subList(0, known.size() - most).clear();
        }
    }
}
