package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchAnswer;
import io.godwit.trial.client.Reply.Answered;
import io.godwit.trial.client.Reply.NoAnswer;
import io.godwit.trial.history.Completion;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.NotExecuted;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Completion.WithoutEffect;
import io.godwit.trial.shop.ShopDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What answers say of operations, and whether a client may get them. Of one client. */
final class Answers {
    private final int client;
    private final Place place;

    Answers(int client, Place place) {
        this.client = client;
        this.place = place;
    }

    /** Whether the status is one that the client expects; any other is an error it saw. */
    boolean accepted(Request request, SearchAnswer answer) {
        return accepted(request.accepted(), answer.status(), request + ": " + answer.excerpt());
    }

    Completion completion(RecordKey record, Request request, Reply reply) {
        return switch (reply) {
            case Answered(SearchAnswer answer) -> {
                accepted(request, answer);
                yield completion(record, answer.json(), answer.status());
            }
            case Reply.NotExecuted(String why) -> new NotExecuted(now(), why);
            case NoAnswer(String why) -> new Unknown(now(), why);
        };
    }

    /** A request whose answer names no record; one that is refused was not executed. */
    Completion whole(Request request, Reply reply) {
        return switch (reply) {
            case Answered(SearchAnswer answer) ->
                accepted(request, answer)
                        ? new Done(now(), answer.status(), -1, -1, -1)
                        : new WithoutEffect(now(), answer.status());
            case Reply.NotExecuted(String why) -> new NotExecuted(now(), why);
            case NoAnswer(String why) -> new Unknown(now(), why);
        };
    }

    /** One for each item, in their order. */
    List<Completion> items(Request request, Reply reply, List<BulkBody.Item> items) {
        boolean taken = reply instanceof Answered(SearchAnswer answer) && accepted(request, answer);
        JsonNode answers = reply instanceof Answered(SearchAnswer answer)
                ? answer.json().path("items")
                : MissingNode.getInstance();
        List<Completion> completions = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            BulkBody.Item item = items.get(i);
            completions.add(
                    taken
                            ? completion(item, answers.path(i))
                            : completion(item.record(), request, withoutItems(reply)));
        }
        if (taken && completions.stream().anyMatch(Unknown.class::isInstance)) {
            place.unknown(client, request + ", of some items: " + completions);
        }
        return completions;
    }

    /** A request by query, whose answer only tells how many records it was about. */
    Completion counted(Request request, Reply reply, String what, int count) {
        if (!(reply instanceof Answered(SearchAnswer answer))) {
            return reply instanceof Reply.NotExecuted(String why)
                    ? new NotExecuted(now(), why)
                    : new Unknown(now(), reply.toString());
        }
        if (!accepted(request, answer)) {
            return new Unknown(now(), "answered " + answer.status());
        }
        JsonNode json = answer.json();
        boolean whole =
                json.path("failures").isEmpty() && !json.path("timed_out").asBoolean(false);
        if (json.path(what).asInt(0) == count) {
            return new Done(now(), answer.status(), -1, -1, -1);
        }
        if (whole) {
            error(request + ": " + what + " should be " + count + ": " + answer.excerpt());
        } else {
            place.unknown(client, request + ": " + answer.excerpt());
        }
        return new Unknown(now(), what + " is " + json.path(what).asInt(0) + " of " + count);
    }

    private static Reply withoutItems(Reply reply) {
        return reply instanceof Answered(SearchAnswer answer)
                ? new NoAnswer("answered " + answer.status() + " as a whole")
                : reply;
    }

    private Completion completion(BulkBody.Item item, JsonNode answer) {
        JsonNode said =
                answer.isObject() && !answer.isEmpty() ? answer.iterator().next() : MissingNode.getInstance();
        int status = said.path("status").asInt(0);
        if (status == 0 || status == 429 || status >= 500 || !said.has("_id")) {
            return new Unknown(now(), "item: " + said);
        }
        accepted(item.accepted(), status, "bulk item on " + item.record() + ": " + said);
        return completion(item.record(), said, status);
    }

    /** An index that is made again counts from 0: positions there put nothing in order. */
    private Completion completion(RecordKey record, JsonNode said, int status) {
        boolean placed =
                said.has("_seq_no") && !said.path("result").asString("").equals("noop");
        String index = said.path("_index").asString("");
        String id = said.path("_id").asString("");
        boolean named = placed || said.has("_id");
        if (named && !(index.equals(record.collection()) && id.equals(record.id()))) {
            error("an operation on " + record + " was answered for '" + id + "' of index '" + index + "'");
            return new Unknown(now(), "answered for '" + id + "' of index '" + index + "'");
        }
        if (!placed) {
            return status < 300 && !said.path("result").asString("").equals("noop")
                    ? new Done(now(), status, -1, -1, -1)
                    : new WithoutEffect(now(), status);
        }
        if (ShopDocuments.isExtra(record.collection())) {
            return new Done(now(), status, -1, -1, -1);
        }
        return new Done(
                now(),
                status,
                said.path("_primary_term").asLong(-1),
                said.path("_seq_no").asLong(-1),
                said.path("_version").asLong(-1));
    }

    private boolean accepted(Collection<Integer> accepted, int status, String what) {
        if (accepted.contains(status)) {
            return true;
        }
        error("status " + status + ", expected " + accepted + ", of " + what);
        return false;
    }

    private void error(String message) {
        place.tally().error("client " + client + ": " + message);
    }

    private long now() {
        return place.history().now();
    }
}
