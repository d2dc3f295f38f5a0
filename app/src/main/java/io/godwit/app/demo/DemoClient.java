package io.godwit.app.demo;

import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One client that writes all the time and remembers what it was promised. Most records are its own, so that it knows
 * exactly what they must hold; some it shares with all others. A write that got no answer may have been executed or not.
 * Used by one thread.
 */
final class DemoClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHARED_RECORDS = 40;

    final int number;
    final Expected expected = new Expected();
    final SplittableRandom random;
    final SearchCluster cluster;
    final DemoDialect dialect;
    final DemoDocuments documents;
    private final SharedWrites shared;
    private final Mine mine = new Mine();
    private int operations;

    DemoClient(
            int number,
            SearchCluster cluster,
            DemoDialect dialect,
            DemoDocuments documents,
            SharedWrites shared,
            long seed) {
        this.number = number;
        this.cluster = cluster;
        this.dialect = dialect;
        this.documents = documents;
        this.shared = shared;
        this.random = new SplittableRandom(seed * 31 + number);
    }

    /** A loaded document that only this client will write from now on. */
    void adopt(int n) {
        RecordKey record = RecordKey.of(DemoDocuments.indexOf(n), DemoDocuments.idOf(n));
        expected.put(record, documents.document(n));
        mine.add(record);
    }

    int operations() {
        return operations;
    }

    /** A new document with this client's marks. */
    Map<String, Object> newDocument(String batch) {
        Map<String, Object> document = new LinkedHashMap<>(documents.document(random.nextInt(1_000_000)));
        document.put("owner", "client-" + number);
        document.put("batch", batch);
        document.put("op", nextMarker());
        return document;
    }

    void index() {
        RecordKey record = mine.pick(random);
        Map<String, Object> document = newDocument("index");
        write(record, document, () -> send("PUT", path(record), document, 200, 201));
    }

    void createWithServerMadeId() {
        String index = anyIndex();
        Map<String, Object> document = newDocument("post");
        JsonNode answer = send("POST", dialect.documents(index), document, 201);
        own(RecordKey.of(index, answer.path("_id").asString("")), document);
    }

    void create() {
        RecordKey record = newRecord("created");
        Map<String, Object> document = newDocument("create");
        write(record, document, () -> send("PUT", dialect.create(record.collection(), record.id()), document, 201));
    }

    void partialUpdate() {
        RecordKey record = mine.pick(random);
        Map<String, Object> part = part();
        String path = dialect.update(record.collection(), record.id()) + routing(record, "?");
        write(record, expected.merged(record, part), () -> send("POST", path, Map.of("doc", part), 200));
    }

    void upsert() {
        RecordKey record = random.nextBoolean() ? mine.pick(random) : newRecord("upserted");
        Map<String, Object> part = part();
        String path = dialect.update(record.collection(), record.id()) + routing(record, "?");
        Map<String, Object> body = Map.of("doc", part, "doc_as_upsert", true);
        write(record, expected.merged(record, part), () -> send("POST", path, body, 200, 201));
    }

    void delete() {
        RecordKey record = mine.pick(random);
        write(record, null, () -> send("DELETE", path(record), null, 200));
    }

    void deleteAndRecreate() {
        RecordKey record = mine.pick(random);
        write(record, null, () -> send("DELETE", path(record), null, 200));
        Map<String, Object> document = newDocument("again");
        write(record, document, () -> send("PUT", path(record), document, 201));
    }

    void indexWithRouting() {
        RecordKey plain = newRecord("routed");
        RecordKey record = new RecordKey(plain.collection(), plain.id(), "route-" + random.nextInt(5));
        Map<String, Object> document = newDocument("routed");
        write(record, document, () -> send("PUT", path(record), document, 201));
    }

    /** Index, create, update and delete in one request, one of them bound to fail without touching the others. */
    void bulk() {
        String index = anyIndex();
        BulkBody body = new BulkBody();
        Map<RecordKey, Optional<Map<String, Object>>> after = new LinkedHashMap<>();
        for (RecordKey record : mine.several(random, index, 3)) {
            after.put(record, addUpdateOrIndex(body, record));
        }
        RecordKey created = newRecordIn(index, "bulk");
        Map<String, Object> document = newDocument("bulk");
        body.create(created.id(), document);
        after.put(created, Optional.of(document));
        body.delete("never-there-" + number + "-" + operations);
        write(after, () -> requireItems(sendBulk(dialect.bulk(index), body), body.size()));
    }

    /** A record that all clients write; only the order of the server decides what it holds. */
    void writeShared() {
        RecordKey record = RecordKey.of(DemoDocuments.PRODUCTS, "shared-" + random.nextInt(SHARED_RECORDS));
        Map<String, Object> document = newDocument("shared");
        String marker = String.valueOf(document.get("op"));
        long sent = System.nanoTime();
        try {
            sendShared(record, document);
        } catch (SearchUnavailableException e) {
            shared.add(record, SharedWrites.Write.unanswered(marker, sent));
            throw e;
        }
        shared.add(record, new SharedWrites.Write(marker, sent, System.nanoTime()));
    }

    private void sendShared(RecordKey record, Map<String, Object> document) {
        if (random.nextInt(3) == 0) {
            Map<String, Object> update = Map.of("doc", Map.of("op", document.get("op")), "upsert", document);
            send("POST", dialect.update(record.collection(), record.id()) + "?retry_on_conflict=20", update, 200, 201);
        } else {
            send("PUT", path(record), document, 200, 201);
        }
    }

    private void write(RecordKey record, @Nullable Map<String, Object> after, Runnable request) {
        write(Map.of(record, Optional.ofNullable(after)), request);
    }

    /**
     * What the records hold after an answer. Without one each may hold either, so nobody writes them any more: what is
     * found at the end must be one of the two.
     */
    private void write(Map<RecordKey, Optional<Map<String, Object>>> after, Runnable request) {
        try {
            request.run();
        } catch (SearchUnavailableException e) {
            after.forEach(expected::doubt);
            after.keySet().forEach(mine::remove);
            throw e;
        }
        after.forEach((record, document) -> document.ifPresentOrElse(now -> own(record, now), () -> {
            expected.remove(record);
            mine.remove(record);
        }));
    }

    JsonNode send(String method, String path, @Nullable Object body, Integer... accepted) {
        operations++;
        byte[] bytes = body == null ? null : JSON.writeValueAsBytes(body);
        SearchAnswer answer = cluster.send(method, path, bytes, SearchCluster.JSON);
        if (!Set.of(accepted).contains(answer.status())) {
            throw new ClientSawErrorException(
                    answer.request() + " answered " + answer.status() + ": " + answer.excerpt());
        }
        return answer.json();
    }

    RecordKey newRecord(String kind) {
        return newRecordIn(anyIndex(), kind);
    }

    void own(RecordKey record, Map<String, Object> document) {
        expected.put(record, document);
        mine.add(record);
    }

    void disown(RecordKey record) {
        mine.remove(record);
    }

    static String routing(RecordKey record, String before) {
        return record.routing()
                .map(route -> before + "routing=" + SearchPath.encode(route))
                .orElse("");
    }

    private String path(RecordKey record) {
        return dialect.document(record.collection(), record.id()) + routing(record, "?");
    }

    private RecordKey newRecordIn(String index, String kind) {
        return RecordKey.of(index, kind + " " + number + "/" + operations);
    }

    /** What the record holds once the request was executed. */
    private Optional<Map<String, Object>> addUpdateOrIndex(BulkBody body, RecordKey record) {
        return switch (random.nextInt(3)) {
            case 0 -> {
                Map<String, Object> document = newDocument("bulk");
                body.index(record.id(), document);
                yield Optional.of(document);
            }
            case 1 -> {
                Map<String, Object> part = part();
                body.update(record.id(), part);
                yield Optional.of(expected.merged(record, part));
            }
            default -> {
                body.delete(record.id());
                yield Optional.empty();
            }
        };
    }

    JsonNode sendBulk(String path, BulkBody body) {
        operations++;
        SearchAnswer answer =
                cluster.send("POST", path, body.toString().getBytes(StandardCharsets.UTF_8), SearchCluster.NDJSON);
        if (answer.status() != 200) {
            throw new ClientSawErrorException(
                    answer.request() + " answered " + answer.status() + ": " + answer.excerpt());
        }
        return answer.json();
    }

    /** All items but the last, which deletes what is not there, must have succeeded. */
    private static void requireItems(JsonNode answer, int size) {
        JsonNode items = answer.path("items");
        for (int i = 0; i < size; i++) {
            int status = items.path(i).iterator().next().path("status").asInt(0);
            if (i < size - 1 ? status >= 300 : status != 404) {
                throw new ClientSawErrorException("bulk item " + i + " of " + size + ": " + items.path(i));
            }
        }
    }

    private Map<String, Object> part() {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("op", nextMarker());
        part.put("extra", Map.of("field" + random.nextInt(4), random.nextInt(1000)));
        return part;
    }

    private String anyIndex() {
        return DemoDocuments.INDICES.get(random.nextInt(DemoDocuments.INDICES.size()));
    }

    private String nextMarker() {
        return "client-" + number + "-" + operations + "-" + random.nextInt(1_000_000);
    }
}
