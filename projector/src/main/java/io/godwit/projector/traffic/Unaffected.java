package io.godwit.projector.traffic;

import io.godwit.schemas.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Finds operations that name a wanted record and were refused, or were executed and changed nothing. */
final class Unaffected {
    private static final Set<String> WITHOUT_EFFECT = Set.of("noop", "not_found");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int REFUSED = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int FAILED = 500;

    private final Wanted wanted;

    Unaffected(Wanted wanted) {
        this.wanted = wanted;
    }

    static boolean hadNoEffect(WriteAnswer answer) {
        return WITHOUT_EFFECT.contains(answer.result());
    }

    /** What the answer to a request tells of each of its operations. */
    static List<WriteAnswer> answers(Exchange exchange, Action action) {
        byte[] body = exchange.answer().map(Exchange.Answer::body).orElse(new byte[0]);
        return switch (action) {
            case Action.Document _ -> List.of(WriteAnswer.ofSingle(body));
            case Action.Bulk _ -> WriteAnswer.ofBulk(body);
            default -> List.of();
        };
    }

    /** @param sent whether the request reached the side; without an answer, nobody knows what it did there then */
    List<Touch> by(Exchange exchange, boolean sent) {
        if (sent && exchange.answer().isEmpty()) {
            return List.of();
        }
        RequestLine line = RequestLine.of(exchange.method(), exchange.uri());
        Action action = Action.of(line);
        List<BulkItem> items = items(exchange, line, action);
        List<WriteAnswer> answers = answers(exchange, action);
        List<Touch> touches = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            BulkItem item = items.get(i);
            if (isWanted(item)) {
                WriteAnswer answer = answers.size() == items.size() ? answers.get(i) : WriteAnswer.NOTHING;
                touch(item, answer, exchange).ifPresent(touches::add);
            }
        }
        return touches;
    }

    private static List<BulkItem> items(Exchange exchange, RequestLine line, Action action) {
        Optional<String> routing = line.parameter("routing");
        return switch (action) {
            case Action.Document(Action.Kind kind, String index, Optional<String> id) ->
                List.of(new BulkItem(kind, index, id, routing, Optional.empty(), Optional.empty()));
            case Action.Bulk bulk -> bulkItems(exchange, bulk, routing);
            default -> List.of();
        };
    }

    private static List<BulkItem> bulkItems(Exchange exchange, Action.Bulk bulk, Optional<String> routing) {
        try {
            return BulkRequest.read(exchange.body(), bulk.index(), routing);
        } catch (RuntimeException e) {
            return List.of(); // found as what may have touched anything
        }
    }

    private boolean isWanted(BulkItem item) {
        return !item.index().isEmpty()
                && item.id().filter(id -> wanted.is(item.index(), id)).isPresent()
                && (wanted.routing().isEmpty() || wanted.routing().equals(item.routing()));
    }

    /** The index may be an alias: what had no effect had none on what it leads to. */
    private static Optional<Touch> touch(BulkItem item, WriteAnswer answer, Exchange exchange) {
        int whole = exchange.answer().map(Exchange.Answer::status).orElse(REFUSED);
        int status = whole >= 300 ? whole : answer.status();
        boolean refused = status >= REFUSED && status < FAILED && status != REQUEST_TIMEOUT && !hadNoEffect(answer);
        if (!refused && !hadNoEffect(answer)) {
            return Optional.empty();
        }
        String index = answer.index().isEmpty() ? item.index() : answer.index();
        RecordKey record =
                new RecordKey(index, item.id().orElseThrow(), item.routing().orElse(null));
        return Optional.of(new Touch(
                refused ? Touch.Kind.REFUSED : Touch.Kind.UNCHANGED,
                Optional.of(record),
                "",
                Optional.empty(),
                refused ? reason(exchange, status) : answer.result(),
                Optional.empty()));
    }

    private static String reason(Exchange exchange, int status) {
        if (exchange.answer().isEmpty()) {
            return "";
        }
        String told;
        try {
            told = JSON.readTree(exchange.answer().get().body())
                    .path("error")
                    .path("reason")
                    .asString("");
        } catch (JacksonException e) {
            told = "";
        }
        return told.isEmpty() ? Integer.toString(status) : status + ": " + told;
    }
}
