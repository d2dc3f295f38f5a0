package io.godwit.projector.traffic;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says what an exchange did. Pure but for what is known of collections. The rule behind every line: a document is taken
 * from the request only if nothing can have come between it and the store; else the record is read again; and what names
 * no record makes its collection be read again.
 */
final class Interpreter {
    private static final int REQUEST_TIMEOUT = 408;
    private static final Set<Integer> NEVER_BEGUN = Set.of(401, 405, 406, 411, 413, 415);

    private final KnownCollections collections;

    Interpreter(KnownCollections collections) {
        this.collections = collections;
    }

    List<Finding> interpret(Exchange exchange) {
        int status = exchange.answer().map(Exchange.Answer::status).orElse(0);
        if (isRefused(status) && !mayHaveBegun(exchange, status)) {
            return List.of();
        }
        RequestLine line = RequestLine.of(exchange.method(), exchange.uri());
        Action action = Action.of(line);
        if (action instanceof Action.Harmless) {
            return harmless(exchange);
        }
        List<Finding> findings = switch (action) {
            case Action.Document document -> document(exchange, line, document, isDone(status));
            case Action.Bulk bulk -> bulk(exchange, line, bulk, isDone(status));
            case Action.ByQuery byQuery -> byQuery(exchange, byQuery, status);
            case Action.Restore() ->
                throw new IllegalStateException("documents of the past came back by " + exchange.line()
                        + "; what the other side has is newer: delete these indices there and start again");
            case Action.Administration(String expression) ->
                List.of(new Finding.Rescan(expression, false, exchange.line()));
            case Action.Other(String index) ->
                List.of(new Finding.Gap(index, "not understood"), new Finding.Rescan(index, true, exchange.line()));
            case Action.Harmless() -> List.of();
        };
        Set<Finding> rescans = new HashSet<>();
        return findings.stream()
                .filter(this::concernsUs)
                .filter(finding -> !(finding instanceof Finding.Rescan) || rescans.add(finding))
                .toList();
    }

    /** By query, 4xx may mean that it ended half-way: a conflict, a shard that could not be searched. */
    private static boolean mayHaveBegun(Exchange exchange, int status) {
        boolean byQuery = exchange.uri().contains("_by_query") || exchange.uri().contains("_reindex");
        return byQuery && !NEVER_BEGUN.contains(status);
    }

    private List<Finding> byQuery(Exchange exchange, Action.ByQuery asked, int status) {
        ByQueryAnswer answer = byQueryAnswer(exchange, status);
        boolean removals = (asked.removals() || hasScript(exchange)) && !answer.removedNothing();
        return behind(asked.expression(), exchange).stream()
                .<Finding>map(one -> new Finding.Rescan(one, removals, true, exchange.line(), answer.task()))
                .toList();
    }

    private static ByQueryAnswer byQueryAnswer(Exchange exchange, int status) {
        if (isDone(status)) {
            return ByQueryAnswer.of(answerBody(exchange));
        }
        return isRefused(status) ? ByQueryAnswer.REFUSED : ByQueryAnswer.UNKNOWN;
    }

    private static byte[] answerBody(Exchange exchange) {
        return exchange.answer().map(Exchange.Answer::body).orElse(new byte[0]);
    }

    /** A script may remove what it is asked to update. */
    private static boolean hasScript(Exchange exchange) {
        return new String(exchange.body(), StandardCharsets.UTF_8).contains("\"script\"");
    }

    /** An answer that tells a sequence number is that of a write, whatever the path looks like (an id {@code _search}). */
    private List<Finding> harmless(Exchange exchange) {
        boolean wrote = exchange.answer()
                .filter(answer -> !exchange.method().equals("GET"))
                .map(answer -> WriteAnswer.ofSingle(answer.body()))
                .filter(WriteAnswer::sequenced)
                .isPresent();
        return wrote
                ? List.of(
                        new Finding.Gap("", "looks harmless but wrote"), new Finding.Rescan("", true, exchange.line()))
                : List.of();
    }

    /** A request that was refused did nothing; after 5xx and 408 nobody knows. */
    private static boolean isRefused(int status) {
        return status >= 400 && status < 500 && status != REQUEST_TIMEOUT;
    }

    private static boolean isDone(int status) {
        return status >= 200 && status < 300;
    }

    private List<Finding> document(Exchange exchange, RequestLine line, Action.Document asked, boolean done) {
        Optional<String> routing = line.parameter("routing");
        BulkItem item = new BulkItem(
                asked.kind(),
                asked.index(),
                asked.id(),
                routing,
                line.parameter("pipeline"),
                asked.kind() == Action.Kind.WRITE ? Optional.of(ByteBuffer.wrap(exchange.body())) : Optional.empty());
        if (!done) {
            return unknown(item, exchange);
        }
        return one(item, WriteAnswer.ofSingle(answerBody(exchange)), exchange);
    }

    private List<Finding> bulk(Exchange exchange, RequestLine line, Action.Bulk bulk, boolean done) {
        List<BulkItem> items;
        try {
            items = BulkRequest.read(exchange.body(), bulk.index(), line.parameter("routing"));
        } catch (RuntimeException e) {
            String index = bulk.index().orElse("");
            return List.of(
                    new Finding.Gap(index, "bulk body cannot be read: " + e.getMessage()),
                    new Finding.Rescan(index, true, exchange.line()));
        }
        List<WriteAnswer> answers = exchange.answer()
                .filter(_ -> done)
                .map(answer -> WriteAnswer.ofBulk(answer.body()))
                .orElse(List.of());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            BulkItem item = items.get(i).pipeline().isPresent() ? items.get(i) : withPipeline(items.get(i), line);
            if (answers.size() != items.size()) {
                findings.addAll(unknown(item, exchange));
            } else {
                findings.addAll(bulkItem(item, answers.get(i), exchange));
            }
        }
        return findings;
    }

    private static BulkItem withPipeline(BulkItem item, RequestLine line) {
        return new BulkItem(
                item.kind(), item.index(), item.id(), item.routing(), line.parameter("pipeline"), item.body());
    }

    private List<Finding> bulkItem(BulkItem item, WriteAnswer answer, Exchange exchange) {
        if (isRefused(answer.status())) {
            return List.of();
        }
        return isDone(answer.status()) ? one(item, answer, exchange) : unknown(item, exchange);
    }

    /** One operation that was done. */
    private List<Finding> one(BulkItem item, WriteAnswer answer, Exchange exchange) {
        if (answer.result().equals("noop") || answer.result().equals("not_found")) {
            return List.of();
        }
        if (!answer.sequenced()) {
            return unknown(item, exchange);
        }
        Optional<String> routing = routing(item, answer);
        if (routing.isEmpty()) {
            return collections.takes(answer.index())
                    ? List.of(new Finding.Rescan(
                            answer.index(), mayRemove(item), "routing not known: " + exchange.line()))
                    : List.of();
        }
        RecordKey record = new RecordKey(
                answer.index(),
                answer.id(),
                routing.filter(value -> !value.isEmpty()).orElse(null));
        return List.of(
                switch (item.kind()) {
                    case UPDATE -> new Finding.Project(record, Reason.PARTIAL_UPDATE);
                    case DELETE -> new Finding.Remove(record, answer.primaryTerm(), answer.seqNo());
                    case WRITE -> written(item, record, answer, exchange);
                });
    }

    /**
     * The routing that the document got, an empty string for none: an alias may give one, and the answer does not tell.
     * Empty when nobody knows: the index has no such alias, as far as is known.
     */
    private Optional<String> routing(BulkItem item, WriteAnswer answer) {
        if (item.routing().isPresent() || item.index().equals(answer.index())) {
            return item.routing().or(() -> Optional.of(""));
        }
        Map<String, String> aliases = collections
                .get(answer.index())
                .map(KnownCollections.Known::aliases)
                .orElse(Map.of());
        boolean dateMath = item.index().startsWith("<")
                && collections.get(answer.index()).isPresent()
                && aliases.values().stream().allMatch(String::isEmpty);
        return dateMath ? Optional.of("") : Optional.ofNullable(aliases.get(item.index()));
    }

    private Finding written(BulkItem item, RecordKey record, WriteAnswer answer, Exchange exchange) {
        boolean piped = item.pipeline().filter(name -> !name.equals("_none")).isPresent()
                || collections
                        .get(record.collection())
                        .map(KnownCollections.Known::pipeline)
                        .orElse(true);
        if (piped || !isJson(exchange)) {
            return new Finding.Project(record, Reason.PIPELINE);
        }
        return new Finding.Put(
                record,
                answer.primaryTerm(),
                answer.seqNo(),
                trimmed(item.body().orElseThrow()));
    }

    /** Without the space around the document, which is none of it. */
    private static ByteBuffer trimmed(ByteBuffer body) {
        int from = body.position();
        int to = body.limit();
        while (from < to && isSpace(body.get(from))) {
            from++;
        }
        while (to > from && isSpace(body.get(to - 1))) {
            to--;
        }
        return body.slice(from, to - from);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isJson(Exchange exchange) {
        String type = exchange.headers().getOrDefault("content-type", "application/json");
        return type.contains("json") && !type.contains("smile");
    }

    /**
     * An operation of which nobody knows whether it was done. Through an alias, it was done in what the alias led to then:
     * as far as is known, and as the source says now; if it was changed about then, anywhere.
     */
    private List<Finding> unknown(BulkItem item, Exchange exchange) {
        boolean concrete = collections.get(item.index()).isPresent();
        if (item.id().isPresent() && concrete) {
            RecordKey record =
                    new RecordKey(item.index(), item.id().get(), item.routing().orElse(null));
            return List.of(new Finding.Project(record, Reason.UNKNOWN_OUTCOME));
        }
        String why = "outcome unknown: " + exchange.line();
        return behind(item.index(), exchange).stream()
                .<Finding>map(expression ->
                        new Finding.Rescan(expression, mayRemove(item), true, why, Finding.Rescan.SOME_TASK))
                .toList();
    }

    /** The script of an update may remove the document: {@code ctx.op = 'delete'}. */
    private static boolean mayRemove(BulkItem item) {
        return item.kind() != Action.Kind.WRITE;
    }

    /**
     * What an expression means: itself, and if it is no collection's name what it led to at the time of the exchange, since
     * an alias may lead elsewhere by the time somebody looks; everything, if that is not known.
     */
    private Set<String> behind(String expression, Exchange exchange) {
        if (expression.isEmpty() || collections.get(expression).isPresent()) {
            return Set.of(expression);
        }
        Optional<Set<String>> then = collections.behind(expression, exchange.at());
        if (then.isEmpty() || then.get().contains("")) {
            return Set.of("");
        }
        Set<String> all = new TreeSet<>(then.get());
        all.add(expression);
        return all;
    }

    private boolean concernsUs(Finding finding) {
        return switch (finding) {
            case Finding.Put put -> collections.takes(put.record().collection());
            case Finding.Remove remove -> collections.takes(remove.record().collection());
            case Finding.Project project -> collections.takes(project.record().collection());
            case Finding.Rescan _, Finding.Gap _ -> true;
        };
    }
}
