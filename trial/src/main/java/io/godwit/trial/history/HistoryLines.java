package io.godwit.trial.history;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.NotExecuted;
import io.godwit.trial.history.Completion.Pending;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Completion.WithoutEffect;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How operations and completions are written down: one JSON object a line. */
final class HistoryLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HistoryLines() {}

    static String begin(Operation operation) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("begin", operation.id());
        line.put("t", operation.sent());
        line.put("client", operation.client());
        line.put("record", operation.record().toString());
        line.put("effect", effect(operation.effect()));
        return JSON.writeValueAsString(line);
    }

    static String end(Operation operation) {
        Map<String, Object> line = new LinkedHashMap<>();
        switch (operation.completion()) {
            case Done(long at, int status, long term, long seqNo, long version) -> {
                line.put("done", operation.id());
                line.put("t", at);
                line.put("status", status);
                line.put("term", term);
                line.put("seq", seqNo);
                line.put("version", version);
            }
            case WithoutEffect(long at, int status) -> {
                line.put("without-effect", operation.id());
                line.put("t", at);
                line.put("status", status);
            }
            case NotExecuted(long at, String why) -> {
                line.put("not-executed", operation.id());
                line.put("t", at);
                line.put("why", why);
            }
            case Unknown(long at, String why) -> {
                line.put("unknown", operation.id());
                line.put("t", at);
                line.put("why", why);
            }
            case Pending() -> throw new IllegalArgumentException(operation + " is not completed");
        }
        return JSON.writeValueAsString(line);
    }

    static String other(Map<String, Object> fields) {
        return JSON.writeValueAsString(fields);
    }

    static JsonNode parse(String line) {
        return JSON.readTree(line);
    }

    static Operation operation(JsonNode line) {
        return new Operation(
                line.path("begin").asLong(),
                line.path("client").asInt(),
                RecordKey.parse(line.path("record").asString()),
                effect(line.path("effect")),
                line.path("t").asLong());
    }

    /** What a line that is not about a beginning says of an operation. */
    static Completion completion(JsonNode line) {
        long at = line.path("t").asLong();
        int status = line.path("status").asInt(0);
        String why = line.path("why").asString("");
        if (line.has("done")) {
            return new Done(
                    at,
                    status,
                    line.path("term").asLong(),
                    line.path("seq").asLong(),
                    line.path("version").asLong());
        }
        if (line.has("without-effect")) {
            return new WithoutEffect(at, status);
        }
        return line.has("not-executed") ? new NotExecuted(at, why) : new Unknown(at, why);
    }

    private static Map<String, Object> effect(Effect effect) {
        return switch (effect) {
            case Effect.Put(Body document) -> Map.of("put", body(document));
            case Effect.Merge(Body part) -> Map.of("merge", body(part));
            case Effect.Upsert(Body part, Body whole) -> Map.of("upsert", body(part), "whole", body(whole));
            case Effect.Count(int step) -> Map.of("count", step);
            case Effect.Remove() -> Map.of("remove", true);
        };
    }

    private static Effect effect(JsonNode node) {
        if (node.has("put")) {
            return new Effect.Put(body(node.path("put")));
        }
        if (node.has("merge")) {
            return new Effect.Merge(body(node.path("merge")));
        }
        if (node.has("upsert")) {
            return new Effect.Upsert(body(node.path("upsert")), body(node.path("whole")));
        }
        return node.has("count") ? new Effect.Count(node.path("count").asInt()) : new Effect.Remove();
    }

    private static Map<String, Object> body(Body body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (body) {
            case Body.Whole(int number, long operation, int client, String batch, Map<String, Object> more) -> {
                fields.put("number", number);
                fields.put("op", operation);
                fields.put("client", client);
                fields.put("batch", batch);
                if (!more.isEmpty()) {
                    fields.put("more", more);
                }
            }
            case Body.Part(long operation, int field) -> {
                fields.put("field", field);
                fields.put("op", operation);
            }
            case Body.Plain(Map<String, Object> content) -> fields.put("plain", content);
        }
        return fields;
    }

    private static Body body(JsonNode node) {
        if (node.has("number")) {
            return new Body.Whole(
                    node.path("number").asInt(),
                    node.path("op").asLong(),
                    node.path("client").asInt(),
                    node.path("batch").asString(),
                    map(node.path("more")));
        }
        if (node.has("field")) {
            return new Body.Part(node.path("op").asLong(), node.path("field").asInt());
        }
        return new Body.Plain(map(node.path("plain")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode node) {
        return node.isMissingNode() ? Map.of() : JSON.treeToValue(node, Map.class);
    }
}
