package io.godwit.app.explain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far each topic's reader is, by topic and partition: the offset up to which it has finished. Pure.
 */
record Positions(Map<String, Map<Integer, Long>> finished) {
    Positions {
        finished = Map.copyOf(finished);
    }

    /** Facts with what became of them. */
    List<Fact> settle(List<Fact> facts) {
        Set<Place> dead = facts.stream()
                .filter(Fact.Dead.class::isInstance)
                .map(fact -> ((Fact.Dead) fact).of())
                .collect(Collectors.toSet());
        return facts.stream().map(fact -> fact.in(state(fact, dead))).toList();
    }

    private State state(Fact fact, Set<Place> dead) {
        Place place = fact.place();
        if (dead.contains(place)) {
            return State.GIVEN_UP;
        }
        long needed = fact instanceof Fact.Touched touched ? touched.end() : place.offset();
        long upTo = finished.getOrDefault(place.topic(), Map.of()).getOrDefault(place.partition(), 0L);
        return upTo > needed ? State.DONE : State.WAITING;
    }
}
