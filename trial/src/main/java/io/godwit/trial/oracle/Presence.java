package io.godwit.trial.oracle;

import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.WithoutEffect;
import io.godwit.trial.history.Operation;
import io.godwit.trial.history.Swings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks of each answer whether it can be true in what it says about the record: that it was there before the operation,
 * or that it was not. Something must then have left it so, and nothing else may have certainly come in between.
 */
final class Presence {
    private final boolean loaded;
    private final List<Event> answered = new ArrayList<>();
    private final List<Uncertain> uncertain;
    /** Those that left the record there or removed it, in the order in which they were sent. */
    private final List<Event> changes;
    /** Answer of a change, to the sending of the youngest change that was answered by then. */
    private final NavigableMap<Long, Long> lastSent = new TreeMap<>();
    /** Sending of a change, to its place among {@link #changes}. */
    private final NavigableMap<Long, Integer> places = new TreeMap<>();
    /** For each change the last answer of those up to it. */
    private final List<Long> lastAnswered = new ArrayList<>();

    /** @param loaded whether the record was there before all operations */
    Presence(boolean loaded, List<Operation> operations, Swings swings) {
        this.loaded = loaded;
        this.uncertain = operations.stream()
                .filter(Operation::uncertain)
                .map(operation -> Uncertain.of(operation, swings))
                .toList();
        this.changes = operations.stream()
                .flatMap(operation -> operation.done().map(done -> Event.of(operation, done, swings)).stream())
                .sorted(Comparator.comparingLong(event -> event.operation().sent()))
                .toList();
        answered.addAll(changes);
        for (Operation operation : operations) {
            if (operation.completion() instanceof WithoutEffect(long at, int status)) {
                answered.add(Event.of(operation, new Done(at, status, -1, -1, -1), swings));
            }
        }
        index();
    }

    /** An answer that cannot be true; empty if there is none. */
    Optional<String> objection() {
        return answered.stream().flatMap(event -> objection(event).stream()).findFirst();
    }

    /** Whether all these answers can be true if they were given before those operations were executed. */
    boolean allows(List<Event> events, Set<Operation> later) {
        return events.stream()
                .allMatch(event -> event.foundThere()
                        .filter(there -> !mayHaveBeen(there, event, later))
                        .isEmpty());
    }

    private void index() {
        changes.stream()
                .sorted(Comparator.comparingLong(event -> event.done().at()))
                .forEach(event -> lastSent.put(
                        event.done().at(),
                        Math.max(
                                event.operation().sent(),
                                lastSent.isEmpty() ? 0 : lastSent.lastEntry().getValue())));
        for (int i = 0; i < changes.size(); i++) {
            places.put(changes.get(i).operation().sent(), i);
            long at = changes.get(i).done().at();
            lastAnswered.add(i == 0 ? at : Math.max(at, lastAnswered.get(i - 1)));
        }
    }

    private Optional<String> objection(Event event) {
        return event.foundThere()
                .filter(there -> !mayHaveBeen(there, event, Set.of()))
                .map(there -> "op-" + event.operation().id() + " was answered "
                        + event.done().status() + ", so the record was " + (there ? "there" : "absent")
                        + " before it, and nothing can have left it so");
    }

    private boolean mayHaveBeen(boolean there, Event event, Set<Operation> later) {
        List<Event> near = near(event);
        List<Event> before = near.stream().filter(other -> other.before(event)).toList();
        boolean untouched = loaded == there && before.isEmpty();
        return untouched
                || near.stream()
                        .filter(other -> other.operation() != event.operation() && !event.before(other))
                        .filter(other -> !later.contains(other.operation()))
                        .filter(other -> other.leavesThere() == there)
                        .anyMatch(other -> before.stream().noneMatch(other::before))
                || uncertain.stream()
                        .filter(maybe ->
                                event.done().at() >= maybe.operation().sent() && event.latest() >= maybe.earliest())
                        .filter(maybe -> maybe.mayLeave(there) && !later.contains(maybe.operation()))
                        .anyMatch(maybe -> before.stream().noneMatch(maybe::before));
    }

    /** All changes but those that were over before another one was sent that was over before this one was sent. */
    private List<Event> near(Event event) {
        Map.Entry<Long, Long> over = lastSent.lowerEntry(event.operation().sent());
        long from = over == null ? Long.MIN_VALUE : over.getValue();
        Map.Entry<Long, Integer> last = places.floorEntry(event.done().at());
        List<Event> near = new ArrayList<>();
        for (int i = last == null ? -1 : last.getValue(); i >= 0 && lastAnswered.get(i) >= from; i--) {
            if (changes.get(i).done().at() >= from) {
                near.add(changes.get(i));
            }
        }
        return near;
    }
}
