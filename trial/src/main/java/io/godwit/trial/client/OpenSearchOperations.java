package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.history.Body;
import io.godwit.trial.history.Completion;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.NotExecuted;
import io.godwit.trial.history.Completion.Pending;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Completion.WithoutEffect;
import io.godwit.trial.history.Effect;
import io.godwit.trial.shop.Shop;
import io.godwit.trial.shop.ShopDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients do on servers that have scripts, by-query requests and ingest pipelines. Belongs to one client. */
final class OpenSearchOperations {
    private static final int GROUP = 5;
    private static final int COUNTER_LASTS = 300;

    private final OwnOperations client;
    private final ExtraIndices indices;
    private Optional<RecordKey> counter = Optional.empty();
    /** Whether it certainly exists. */
    private boolean counting;

    private int counted;

    OpenSearchOperations(OwnOperations client) {
        this.client = client;
        this.indices = new ExtraIndices(client);
    }

    /** One of them, by chance. A delete by query is rare: each lets the ids of a whole index be compared. */
    void any() {
        int dice = client.random.nextInt(100);
        if (dice < 2) {
            updateByQuery();
        } else if (dice < 3) {
            deleteByQuery();
        } else if (dice < 11) {
            indices.any();
        } else if (dice < 50) {
            indexThroughPipeline();
        } else {
            countWithScript();
        }
    }

    private void countWithScript() {
        long id = client.nextId();
        RecordKey record = counter(id);
        int step = client.random.nextInt(1, 10);
        Map<String, Object> script = Map.of(
                "source",
                "ctx._source.count = (ctx._source.count == null ? 0 : ctx._source.count) + params.step",
                "params",
                Map.of("step", step));
        Map<String, Object> body = Map.of("script", script, "upsert", Map.of("count", step));
        String path = client.place.dialect().update(record.collection(), record.id());
        Completion completion = client.writer.one(
                id, record, new Effect.Count(step), Request.of("POST", path, body, counting ? 200 : 201));
        switch (completion) {
            case Done _ -> counting = true;
            case NotExecuted _ -> {}
            case Unknown _, WithoutEffect _, Pending _ -> counter = Optional.empty();
        }
    }

    /** The one that is counted on, or a new one: one whose value is not certain is left alone. */
    private RecordKey counter(long id) {
        if (counter.isEmpty() || ++counted % COUNTER_LASTS == 0) {
            counting = false;
            counter = Optional.of(RecordKey.of(ShopDocuments.CUSTOMERS, "counter-" + client.client + "-" + id));
        }
        return counter.get();
    }

    private void indexThroughPipeline() {
        long id = client.nextId();
        RecordKey record = client.newRecord("stamped", id);
        Effect.Put put = client.newDocument(id, "stamped");
        String path = client.place.dialect().document(record) + "?pipeline=" + Shop.PIPELINE;
        Effect.Put stamped = with(put, Map.of("stamped", true));
        Request request = Request.of("PUT", path, client.fields(put), 201);
        client.settle(record, stamped, client.writer.one(id, record, stamped, request));
    }

    private void updateByQuery() {
        String batch = "group-" + client.client + "-" + client.nextId();
        List<RecordKey> group = writeGroup(batch);
        List<BulkBody.Item> items = client.items(group, new Effect.Merge(new Body.Plain(Map.of("status", "checked"))));
        Map<String, Object> body =
                Map.of("query", term(batch), "script", Map.of("source", "ctx._source.status = 'checked'"));
        String path = "/" + ShopDocuments.ORDERS + "/_update_by_query?refresh=true";
        if (!group.isEmpty() && !client.writer.byQuery(Request.of("POST", path, body, 200), "updated", items)) {
            group.forEach(client::disown);
        }
    }

    private void deleteByQuery() {
        String batch = "group-" + client.client + "-" + client.nextId();
        List<RecordKey> group = writeGroup(batch);
        if (!group.isEmpty()) {
            String path = "/" + ShopDocuments.ORDERS + "/_delete_by_query?refresh=true";
            Request request = Request.of("POST", path, Map.of("query", term(batch)), 200);
            client.writer.byQuery(request, "deleted", client.items(group, new Effect.Remove()));
            group.forEach(client::disown);
        }
    }

    /** Writes and makes searchable a group of records that a query will find; empty if that is not certain. */
    private List<RecordKey> writeGroup(String batch) {
        BulkBody body = new BulkBody(client.place.documents());
        List<RecordKey> records = new ArrayList<>();
        for (int i = 0; i < GROUP; i++) {
            long id = client.nextId();
            RecordKey record = RecordKey.of(ShopDocuments.ORDERS, batch + "-" + i);
            records.add(record);
            body.index(id, record, with(client.newDocument(id, batch), Map.of("status", "open")), 201);
        }
        String path = client.place.dialect().bulk(ShopDocuments.ORDERS) + "?refresh=true";
        List<Completion> completions = client.writer.bulk(path, body);
        client.settle(body, completions);
        return completions.stream().allMatch(Done.class::isInstance) ? records : List.of();
    }

    private static Effect.Put with(Effect.Put put, Map<String, Object> more) {
        Body.Whole whole = (Body.Whole) put.document();
        return new Effect.Put(new Body.Whole(whole.number(), whole.operation(), whole.client(), whole.batch(), more));
    }

    private static Map<String, Object> term(String batch) {
        return Map.of("term", Map.of("batch", batch));
    }
}
