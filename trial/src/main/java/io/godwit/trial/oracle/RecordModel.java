package io.godwit.trial.oracle;

import io.godwit.trial.history.Operation;
import io.godwit.trial.history.Swings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What one record may hold at rest, after everything that clients sent and were answered. */
final class RecordModel {
    private static final int NAMED = 20;
    private static final Comparator<Event> BY_PLACE = Comparator.comparingInt(Event::earliest)
            .thenComparingLong(event -> event.done().primaryTerm())
            .thenComparingLong(event -> event.done().seqNo());

    private final Fold fold;
    private final Optional<Map<String, Object>> loaded;
    private final List<Event> certain;
    private final List<Event> older;
    private final Presence presence;
    private final List<Uncertain> uncertain;

    /** @param loaded what the record held before all operations */
    RecordModel(Fold fold, Optional<Map<String, Object>> loaded, List<Operation> operations, Swings swings) {
        this.fold = fold;
        this.loaded = loaded;
        List<Event> all = operations.stream()
                .flatMap(operation -> operation.done().map(done -> Event.of(operation, done, swings)).stream())
                .toList();
        Predicate<Event> irrelevant = irrelevant(all);
        this.certain = all.stream().filter(irrelevant.negate()).toList();
        this.older = all.stream().filter(irrelevant).toList();
        this.presence = new Presence(loaded.isPresent(), operations, swings);
        this.uncertain = operations.stream()
                .filter(Operation::uncertain)
                .map(operation -> Uncertain.of(operation, swings))
                .toList();
    }

    /** What is wrong with finding this; empty when nothing is. */
    Optional<String> objection(Question question) {
        Orders orders = new Orders(fold, loaded, older, presence, uncertain, question);
        if (orders.exists(certain)) {
            return Optional.empty();
        }
        return Optional.of(
                orders.givenUp()
                        ? "too many orders of operations are possible to decide"
                        : "no order of operations ends so");
    }

    /** What it may hold, for people. */
    List<String> allowed() {
        List<String> lines = new ArrayList<>();
        if (certain.isEmpty()) {
            lines.add(loaded.map(document -> "what was loaded: " + Canonical.text(document))
                    .orElse("absent: it was not loaded, and no operation on it is certain"));
        } else {
            lines.add("what its last certain operations leave, by the servers' order or in real time: "
                    + certain.stream()
                            .sorted(BY_PLACE.reversed())
                            .limit(NAMED)
                            .map(event -> "op-" + event.operation().id())
                            .collect(Collectors.joining(" after ")));
        }
        if (!uncertain.isEmpty()) {
            lines.add("the same with any of " + uncertain.size() + " operations of unknown outcome: "
                    + uncertain.stream()
                            .limit(NAMED)
                            .map(maybe -> "op-" + maybe.operation().id())
                            .collect(Collectors.joining(", ")));
        }
        return lines;
    }

    /** Those that were certainly followed by one that makes them so. */
    private static Predicate<Event> irrelevant(List<Event> all) {
        List<Event> absolute = all.stream()
                .filter(event -> Mode.of(event.operation()).getFirst().absolute())
                .toList();
        Optional<Event> lastByPlace = absolute.stream()
                .filter(event -> event.earliest() == event.latest())
                .max(BY_PLACE);
        Optional<Event> lastSent = absolute.stream()
                .max(Comparator.comparingLong(event -> event.operation().sent()));
        return event -> lastByPlace.filter(event::before).isPresent()
                || lastSent.filter(event::before).isPresent();
    }
}
