package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All documents of both sides beside what was promised. For one thread. */
final class Comparison {
    private final Promises promises;
    private final Map<RecordKey, Held> here = new HashMap<>();
    private final Map<RecordKey, Held> there = new HashMap<>();
    private final Map<RecordKey, Set<RecordKey>> byId = new HashMap<>();
    private final Map<RecordKey, String> wrong = new TreeMap<>(Comparator.comparing(RecordKey::toString));

    private Comparison(Promises promises) {
        this.promises = promises;
    }

    /**
     * Reads everything.
     *
     * @param here the side that clients are at
     * @param there the other one
     */
    static Comparison of(Promises promises, Documents here, Documents there) {
        Comparison comparison = new Comparison(promises);
        here.each(comparison::takeHere);
        promises.known()
                .filter(record -> !comparison.here.containsKey(record))
                .forEach(record -> comparison.note(record, promises.objectionToAbsence(record)));
        promises.known().forEach(record -> comparison.note(record, promises.objectionToAnswers(record)));
        there.each(found -> comparison.there.put(found.record(), found.held()));
        comparison.all().forEach(comparison::compare);
        comparison.all().forEach(comparison::takeId);
        return comparison;
    }

    /** What is wrong, by record. */
    Map<RecordKey, String> wrong() {
        return wrong;
    }

    int documents() {
        return here.size();
    }

    /** Records that are somewhere and differ from that one only by their routing. */
    Set<RecordKey> withOtherRouting(RecordKey record) {
        return byId.getOrDefault(withoutRouting(record), Set.of()).stream()
                .filter(other -> !other.equals(record))
                .collect(Collectors.toSet());
    }

    private void takeId(RecordKey record) {
        byId.computeIfAbsent(withoutRouting(record), _ -> new HashSet<>(2)).add(record);
    }

    private static RecordKey withoutRouting(RecordKey record) {
        return RecordKey.of(record.collection(), record.id());
    }

    private Stream<RecordKey> all() {
        return Stream.concat(here.keySet().stream(), there.keySet().stream()).distinct();
    }

    private void takeHere(Found found) {
        here.put(found.record(), found.held());
        note(found.record(), promises.objectionTo(found));
    }

    private void compare(RecordKey record) {
        Held one = here.get(record);
        Held other = there.get(record);
        if (one == null || other == null || !one.sameAs(other)) {
            note(record, Optional.of("source and target differ"));
        }
    }

    private void note(RecordKey record, Optional<String> objection) {
        objection.ifPresent(why -> wrong.merge(record, why, (before, more) -> before + "; " + more));
    }
}
