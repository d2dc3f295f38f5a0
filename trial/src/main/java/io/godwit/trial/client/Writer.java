package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.trial.client.Reply.Answered;
import io.godwit.trial.client.Reply.NoAnswer;
import io.godwit.trial.client.Reply.NotExecuted;
import io.godwit.trial.history.Completion;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.History;
import io.godwit.trial.history.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends what one client writes, and has each operation in the history before it goes out. Used by one thread. */
final class Writer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int client;
    private final Place place;
    private final ProxyLink link;
    private final Answers answers;
    private Optional<Reply> unanswered = Optional.empty();

    Writer(int client, Place place, ProxyLink link) {
        this.client = client;
        this.place = place;
        this.link = link;
        this.answers = new Answers(client, place);
    }

    /** An operation on one record. */
    Completion one(long id, RecordKey record, Effect effect, Request request) {
        Operation operation = place.history().begin(id, client, record, effect);
        Completion completion = answers.completion(record, request, send(request));
        place.history().end(operation, completion);
        return completion;
    }

    /** A document that gets its id from the server; the record it became, if that is known. */
    Optional<RecordKey> create(long id, String index, Effect effect, Request request) {
        Operation operation =
                place.history().begin(id, client, RecordKey.of(index, History.NAMED_BY_SERVER + id), effect);
        Reply reply = send(request);
        Optional<RecordKey> record = reply instanceof Answered(SearchAnswer answer) && answer.ok()
                ? Optional.of(answer.json().path("_id").asString(""))
                        .filter(made -> !made.isEmpty())
                        .map(made -> RecordKey.of(index, made))
                : Optional.empty();
        Operation named =
                record.map(known -> place.history().named(operation, known)).orElse(operation);
        place.history().end(named, answers.completion(named.record(), request, reply));
        return record;
    }

    /** Several operations in one request, each with an outcome of its own; in their order. */
    List<Completion> bulk(String path, BulkBody body) {
        List<Operation> operations = begin(body.items());
        Request request = Request.of("POST", path, null, 200);
        Reply reply = send(request, body.toString().getBytes(StandardCharsets.UTF_8), SearchCluster.NDJSON);
        List<Completion> completions = answers.items(request, reply, body.items());
        for (int i = 0; i < operations.size(); i++) {
            place.history().end(operations.get(i), completions.get(i));
        }
        return completions;
    }

    /** A request that does the same to some records, of which the answer only says how many. */
    boolean byQuery(Request request, String counted, List<BulkBody.Item> items) {
        List<Operation> operations = begin(items);
        Completion completion = answers.counted(request, send(request), counted, items.size());
        operations.forEach(operation -> place.history().end(operation, completion));
        return completion instanceof Done;
    }

    /** A request that does the same to all of these records, or is about none: one outcome for all. */
    Completion together(Request request, List<BulkBody.Item> items) {
        List<Operation> operations = begin(items);
        Completion completion = answers.whole(request, send(request));
        operations.forEach(operation -> place.history().end(operation, completion));
        return completion;
    }

    /** What the last request without an answer was told, once. */
    Optional<Reply> takeUnanswered() {
        Optional<Reply> taken = unanswered;
        unanswered = Optional.empty();
        return taken;
    }

    boolean reaches() {
        return link.answers();
    }

    private List<Operation> begin(List<BulkBody.Item> items) {
        List<Operation> operations = new ArrayList<>();
        for (BulkBody.Item item : items) {
            operations.add(place.history().begin(item.operation(), client, item.record(), item.effect()));
        }
        return operations;
    }

    private Reply send(Request request) {
        byte[] body = request.body() == null ? null : JSON.writeValueAsBytes(request.body());
        return send(request, body, SearchCluster.JSON);
    }

    private Reply send(Request request, byte @Nullable [] body, String contentType) {
        place.tally().requests.incrementAndGet();
        Reply reply = readable(link.send(request.method(), request.path(), body, contentType));
        switch (reply) {
            case Answered _ -> {}
            case NotExecuted(String why) -> {
                unanswered = Optional.of(reply);
                place.notExecuted(client, request + " " + why);
            }
            case NoAnswer(String why) -> {
                unanswered = Optional.of(reply);
                place.unknown(client, request + " " + why);
            }
        }
        return reply;
    }

    /** An answer that is no JSON says nothing of what happened. */
    private static Reply readable(Reply reply) {
        try {
            if (reply instanceof Answered(SearchAnswer answer)) {
                var unused = answer.json();
            }
            return reply;
        } catch (JacksonException e) {
            return new NoAnswer("the answer is no JSON: " + e.getOriginalMessage());
        }
    }
}
