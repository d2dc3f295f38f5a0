package io.godwit.app.demo;

import io.godwit.schemas.RecordKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What clients do on servers that have scripts, by-query requests and ingest pipelines. Belongs to one client. */
final class OpenSearchOperations {
    private static final int MAX_EXTRA_INDICES = 2;
    private static final int GROUP = 5;

    private final DemoClient client;
    private int extraIndices;
    private int groups;

    OpenSearchOperations(DemoClient client) {
        this.client = client;
    }

    void countWithScript() {
        RecordKey record = RecordKey.of(DemoDocuments.CUSTOMERS, "counter-" + client.number);
        int step = client.random.nextInt(1, 10);
        Map<String, Object> script = Map.of(
                "source",
                "ctx._source.count = (ctx._source.count == null ? 0 : ctx._source.count) + params.step",
                "params",
                Map.of("step", step));
        client.send(
                "POST",
                client.dialect.update(record.collection(), record.id()),
                Map.of("script", script, "upsert", Map.of("count", step)),
                200,
                201);
        Object before = client.expected
                .get(record)
                .map(document -> document.get("count"))
                .orElse(0);
        client.expected.put(record, Map.of("count", (Integer) before + step));
    }

    void indexThroughPipeline() {
        RecordKey record = client.newRecord("stamped");
        Map<String, Object> document = client.newDocument("stamped");
        client.send(
                "PUT",
                client.dialect.document(record.collection(), record.id()) + "?pipeline=" + DemoSource.PIPELINE,
                document,
                201);
        Map<String, Object> stamped = new LinkedHashMap<>(document);
        stamped.put("stamped", true);
        client.own(record, stamped);
    }

    void updateByQuery() {
        String batch = writeGroup();
        JsonNode answer = client.send(
                "POST",
                "/" + DemoDocuments.ORDERS + "/_update_by_query?refresh=true",
                Map.of("query", term(batch), "script", Map.of("source", "ctx._source.status = 'checked'")),
                200);
        requireCount(answer, "updated");
        for (RecordKey record : group(batch)) {
            client.expected.merge(record, Map.of("status", "checked"));
        }
    }

    void deleteByQuery() {
        String batch = writeGroup();
        JsonNode answer = client.send(
                "POST",
                "/" + DemoDocuments.ORDERS + "/_delete_by_query?refresh=true",
                Map.of("query", term(batch)),
                200);
        requireCount(answer, "deleted");
        for (RecordKey record : group(batch)) {
            client.expected.remove(record);
            client.disown(record);
        }
    }

    void createIndex() {
        if (extraIndices == MAX_EXTRA_INDICES) {
            client.index();
            return;
        }
        String index = "extra-" + client.number + "-" + extraIndices++;
        client.send(
                "PUT",
                "/" + index,
                Map.of("mappings", Map.of("properties", Map.of("rank", Map.of("type", "integer")))),
                200);
        for (int i = 0; i < GROUP; i++) {
            RecordKey record = RecordKey.of(index, "first-" + i);
            Map<String, Object> document = client.newDocument("extra");
            client.send("PUT", client.dialect.document(index, record.id()), document, 201);
            client.own(record, document);
        }
    }

    /** Writes and makes searchable a group of records that a query will find. */
    private String writeGroup() {
        String batch = "group-" + client.number + "-" + groups++;
        BulkBody body = new BulkBody();
        List<Map<String, Object>> documents = new ArrayList<>();
        for (RecordKey record : group(batch)) {
            Map<String, Object> document = client.newDocument(batch);
            document.put("status", "open");
            body.index(record.id(), document);
            documents.add(document);
        }
        client.sendBulk(client.dialect.bulk(DemoDocuments.ORDERS) + "?refresh=true", body);
        for (RecordKey record : group(batch)) {
            client.own(record, documents.removeFirst());
        }
        return batch;
    }

    private static List<RecordKey> group(String batch) {
        List<RecordKey> records = new ArrayList<>();
        for (int i = 0; i < GROUP; i++) {
            records.add(RecordKey.of(DemoDocuments.ORDERS, batch + "-" + i));
        }
        return records;
    }

    private Map<String, Object> term(String batch) {
        return Map.of("term", Map.of("batch", batch));
    }

    private static void requireCount(JsonNode answer, String what) {
        if (answer.path(what).asInt(0) != GROUP) {
            throw new ClientSawErrorException("by query: " + what + " should be " + GROUP + ": " + answer);
        }
    }
}
