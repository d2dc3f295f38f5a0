package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.trial.history.Body;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.NotExecuted;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Completion.WithoutEffect;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.Operation;
import io.godwit.trial.history.Swings;
import io.godwit.trial.shop.ShopDocuments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A history made by hand about one record: who sent what when, and what the answer was. */
final class Told {
    static final RecordKey RECORD = RecordKey.of(ShopDocuments.PRODUCTS, "shared-1");
    /** Done, but whether the record was there before is not said. */
    private static final int SILENT = 202;

    private static final ShopDocuments SHOP = new ShopDocuments(1);

    final List<Operation> operations = new ArrayList<>();
    final Swings swings = new Swings();
    private long ids;

    static Effect put(String value) {
        return new Effect.Put(new Body.Plain(Map.of("op", value, "kept", value)));
    }

    /** Sets the marker and one inner field. */
    static Effect update(String field, String value) {
        return new Effect.Merge(new Body.Plain(Map.of("op", value, "extra", Map.of(field, value))));
    }

    static Effect remove() {
        return new Effect.Remove();
    }

    static Map<String, Object> document(String value) {
        return new HashMap<>(Map.of("op", value, "kept", value));
    }

    static Map<String, Object> document(String marker, String kept, Map<String, Object> extra) {
        return Map.of("op", marker, "kept", kept, "extra", extra);
    }

    /** Sent and answered then, and placed there by the server. */
    Told done(long sent, long answered, Effect effect, long seqNo) {
        return done(sent, answered, effect, seqNo, -1);
    }

    Told done(long sent, long answered, Effect effect, long seqNo, long version) {
        operation(sent, effect).completed(new Done(answered, SILENT, 1, seqNo, version));
        return this;
    }

    /** With the status that tells whether the record was there before. */
    Told answered(long sent, long answered, Effect effect, long seqNo, int status) {
        operation(sent, effect).completed(new Done(answered, status, 1, seqNo, -1));
        return this;
    }

    Told unknown(long sent, Effect effect) {
        operation(sent, effect).completed(new Unknown(sent + 5, "no answer"));
        return this;
    }

    Told withoutEffect(long sent, Effect effect) {
        operation(sent, effect).completed(new WithoutEffect(sent + 1, 404));
        return this;
    }

    Told notExecuted(long sent, Effect effect) {
        operation(sent, effect).completed(new NotExecuted(sent + 1, "refused"));
        return this;
    }

    Told swung(long began, long ended, Side side) {
        swings.begin(began);
        swings.end(ended, side);
        return this;
    }

    boolean allows(Map<String, Object> document) {
        return objection(Optional.of(document), Optional.empty()).isEmpty();
    }

    /** Whether the side that clients are at may hold it with that {@code _seq_no}. */
    boolean allows(Map<String, Object> document, long seqNo) {
        return objection(Optional.of(document), Optional.of(new Found.Mark(1, seqNo, 1)))
                .isEmpty();
    }

    boolean allowsAbsence() {
        return objection(Optional.empty(), Optional.empty()).isEmpty();
    }

    private Optional<String> objection(Optional<Map<String, Object>> document, Optional<Found.Mark> mark) {
        return new RecordModel(new Fold(SHOP), Optional.empty(), operations, swings)
                .objection(Question.of(document, mark, swings.current()));
    }

    private Operation operation(long sent, Effect effect) {
        Operation operation = new Operation(++ids, 0, RECORD, effect, sent);
        operations.add(operation);
        return operation;
    }
}
