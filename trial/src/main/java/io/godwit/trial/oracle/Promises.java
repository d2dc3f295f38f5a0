package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.history.Body;
import io.godwit.trial.history.History;
import io.godwit.trial.history.Operation;
import io.godwit.trial.history.Swings;
import io.godwit.trial.shop.ShopDocuments;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What clients were promised of all records. For one thread. */
final class Promises {
    private final Map<RecordKey, List<Operation>> records;
    private final Swings swings;
    private final ShopDocuments documents;
    private final int loaded;
    private final Set<Long> named = new HashSet<>();

    /** @param loaded how many documents were there before the first operation */
    Promises(Map<RecordKey, List<Operation>> records, Swings swings, ShopDocuments documents, int loaded) {
        this.records = records;
        this.swings = swings;
        this.documents = documents;
        this.loaded = loaded;
    }

    /** All records that something is known of. */
    Stream<RecordKey> known() {
        Stream<RecordKey> untouched = IntStream.range(0, loaded)
                .mapToObj(n -> RecordKey.of(ShopDocuments.indexOf(n), ShopDocuments.idOf(n)))
                .filter(record -> !records.containsKey(record));
        return Stream.concat(records.keySet().stream(), untouched);
    }

    List<Operation> operations(RecordKey record) {
        return records.getOrDefault(record, List.of());
    }

    RecordModel model(RecordKey record) {
        return new RecordModel(new Fold(documents), loadedDocument(record), operations(record), swings);
    }

    /** What is wrong with that document at the side that clients are at; empty when nothing is. */
    Optional<String> objectionTo(Found found) {
        RecordKey record = found.record();
        if (operations(record).isEmpty() && loadedDocument(record).isEmpty()) {
            return wasNamedByTheServer(found) ? Optional.empty() : Optional.of("is there although no client wrote it");
        }
        Optional<Found.Mark> mark = swings.moving() ? Optional.empty() : Optional.of(found.mark());
        return model(record)
                .objection(Question.of(Optional.of(found.source()), mark, swings.current()))
                .map(why -> "must not hold what it holds: " + why);
    }

    /** What is wrong with that record being absent. */
    Optional<String> objectionToAbsence(RecordKey record) {
        return model(record)
                .objection(Question.of(Optional.empty(), Optional.empty(), swings.current()))
                .map(why -> "must not be absent: " + why);
    }

    /** What an answer said of that record and cannot be true; empty if there is no such. */
    Optional<String> objectionToAnswers(RecordKey record) {
        return new Presence(loadedDocument(record).isPresent(), operations(record), swings).objection();
    }

    /** Whether that document is what an operation left whose answer, with the id in it, never came; once for each. */
    private boolean wasNamedByTheServer(Found found) {
        String marker = String.valueOf(found.source().get(Body.MARKER));
        return records.entrySet().stream()
                .filter(entry -> entry.getKey().id().startsWith(History.NAMED_BY_SERVER))
                .map(entry -> entry.getValue().getLast())
                .filter(operation ->
                        operation.uncertain() && Body.marker(operation.id()).equals(marker))
                .filter(operation ->
                        operation.record().collection().equals(found.record().collection()))
                .anyMatch(operation -> holds(found, operation) && named.add(operation.id()));
    }

    private boolean holds(Found found, Operation operation) {
        Optional<Map<String, Object>> left =
                new Fold(documents).apply(Optional.empty(), Mode.of(operation).getFirst());
        return Question.of(Optional.of(found.source()), Optional.empty(), 0).answeredBy(left);
    }

    private Optional<Map<String, Object>> loadedDocument(RecordKey record) {
        String id = record.id();
        if (record.routing().isPresent() || !id.matches("[poc]-\\d{1,9}")) {
            return Optional.empty();
        }
        int n = Integer.parseInt(id.substring(2));
        boolean known = n < loaded
                && ShopDocuments.indexOf(n).equals(record.collection())
                && ShopDocuments.idOf(n).equals(id);
        return known ? Optional.of(documents.document(n)) : Optional.empty();
    }
}
