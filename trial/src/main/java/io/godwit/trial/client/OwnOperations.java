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
import io.godwit.trial.shop.Dialect;
import io.godwit.trial.shop.ShopDocuments;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a client does to records that nobody else writes, so that it knows how each request must be answered. A record is
 * left alone once the outcome of an operation on it is unknown. Used by one thread.
 */
final class OwnOperations {
    /** Of operations, imports among them. */
    static final int KINDS = 12;

    private static final int ROUTES = 5;

    final int client;
    final Place place;
    final Writer writer;
    final SplittableRandom random;
    private final Drafts drafts;
    private final OwnRecords own = new OwnRecords();

    OwnOperations(int client, Place place, Writer writer, SplittableRandom random) {
        this.client = client;
        this.place = place;
        this.writer = writer;
        this.random = random;
        this.drafts = new Drafts(client, random);
    }

    /** One of them, by chance. */
    void any() {
        switch (random.nextInt(place.load().largestImport() > 0 ? KINDS : KINDS - 1)) {
            case 0, 1 -> index();
            case 2 -> createWithServerMadeId();
            case 3 -> create();
            case 4, 5 -> partialUpdate();
            case 6 -> upsert();
            case 7 -> delete();
            case 8 -> deleteAndRecreate();
            case 9 -> indexWithRouting();
            case 10 -> bulk();
            default -> importMany();
        }
    }

    /** A record that exists and that only this client writes from now on. */
    void adopt(RecordKey record) {
        own.add(record);
    }

    void disown(RecordKey record) {
        own.remove(record);
    }

    void index() {
        long id = nextId();
        pick(id).ifPresent(record -> settle(record, put(id, record, newDocument(id, "index"), 200)));
    }

    void createWithServerMadeId() {
        long id = nextId();
        String index = anyIndex();
        Effect.Put put = newDocument(id, "post");
        Request request = Request.of("POST", place.dialect().documents(index), fields(put), 201);
        writer.create(id, index, put, request).ifPresent(own::add);
    }

    void create() {
        long id = nextId();
        RecordKey record = newRecord("created", id);
        Effect.Put put = newDocument(id, "create");
        String path = place.dialect().create(record.collection(), record.id());
        settle(record, put, writer.one(id, record, put, Request.of("PUT", path, fields(put), 201)));
    }

    void partialUpdate() {
        long id = nextId();
        pick(id).ifPresent(record -> {
            Effect.Merge merge = new Effect.Merge(drafts.part(id));
            Map<String, Object> body = Map.of("doc", merge.part().fields(place.documents()));
            settle(record, merge, writer.one(id, record, merge, Request.of("POST", updatePath(record), body, 200)));
        });
    }

    void upsert() {
        long id = nextId();
        if (random.nextBoolean()) {
            pick(id).ifPresent(record -> upsert(id, record, 200));
        } else {
            upsert(id, newRecord("upserted", id), 201);
        }
    }

    private void upsert(long id, RecordKey record, int accepted) {
        Body.Part part = drafts.part(id);
        Effect.Upsert upsert = new Effect.Upsert(part, part);
        Map<String, Object> body = Map.of("doc", part.fields(place.documents()), "doc_as_upsert", true);
        Request request = Request.of("POST", updatePath(record), body, accepted);
        settle(record, upsert, writer.one(id, record, upsert, request));
    }

    void delete() {
        long id = nextId();
        pick(id).ifPresent(record -> remove(id, record));
    }

    void deleteAndRecreate() {
        long id = nextId();
        pick(id).filter(record -> remove(id, record)).ifPresent(record -> {
            long again = nextId();
            settle(record, put(again, record, newDocument(again, "again"), 201));
        });
    }

    void indexWithRouting() {
        long id = nextId();
        RecordKey plain = newRecord("routed", id);
        RecordKey record = new RecordKey(plain.collection(), plain.id(), "route-" + random.nextInt(ROUTES));
        settle(record, put(id, record, newDocument(id, "routed"), 201));
    }

    /** Index, create, update and delete in one request, one of them bound to fail without touching the others. */
    void bulk() {
        String index = anyIndex();
        BulkBody body = new BulkBody(place.documents());
        for (RecordKey record : own.several(random, index, 3)) {
            addUpdateOrIndex(body, record);
        }
        long id = nextId();
        body.create(id, RecordKey.of(index, named("bulk", id)), newDocument(id, "bulk"), 201);
        long last = nextId();
        body.delete(last, RecordKey.of(index, "never-there-" + client + "-" + last), 404);
        settle(body, writer.bulk(place.dialect().bulk(index), body));
    }

    /** New records and some that are there, as many as whoever feeds a cluster sends at once. */
    void importMany() {
        String index = anyIndex();
        BulkBody body = new BulkBody(place.documents());
        int items = random.nextInt(1, place.load().largestImport() + 1);
        for (RecordKey record : own.several(random, index, items / 3)) {
            addUpdateOrIndex(body, record);
        }
        while (body.items().size() < items) {
            long id = nextId();
            body.index(id, RecordKey.of(index, named("import", id)), newDocument(id, "import"), 201);
        }
        settle(body, writer.bulk(place.dialect().bulk(index), body));
    }

    /** What {@code one} did to a record, and a new whole document of this client. */
    private record Placed(Effect effect, Completion completion) {}

    private Placed put(long id, RecordKey record, Effect.Put put, Integer... accepted) {
        Request request = Request.of("PUT", place.dialect().document(record), fields(put), accepted);
        return new Placed(put, writer.one(id, record, put, request));
    }

    private boolean remove(long id, RecordKey record) {
        Effect effect = new Effect.Remove();
        Request request = Request.of("DELETE", place.dialect().document(record), null, 200);
        return settle(record, effect, writer.one(id, record, effect, request));
    }

    private void addUpdateOrIndex(BulkBody body, RecordKey record) {
        long id = nextId();
        switch (random.nextInt(3)) {
            case 0 -> body.index(id, record, newDocument(id, "bulk"), 200);
            case 1 -> body.update(id, record, new Effect.Merge(drafts.part(id)), 200);
            default -> body.delete(id, record, 200);
        }
    }

    void settle(BulkBody body, List<Completion> completions) {
        for (int i = 0; i < completions.size(); i++) {
            BulkBody.Item item = body.items().get(i);
            settle(item.record(), item.effect(), completions.get(i));
        }
    }

    private boolean settle(RecordKey record, Placed placed) {
        return settle(record, placed.effect(), placed.completion());
    }

    /** Whether the operation was executed; what is not certain, or should not be, is left alone from now on. */
    boolean settle(RecordKey record, Effect effect, Completion completion) {
        switch (completion) {
            case Done _ -> {
                if (effect instanceof Effect.Remove) {
                    own.remove(record);
                } else {
                    own.add(record);
                }
            }
            case Unknown _, WithoutEffect _, Pending _ -> own.remove(record);
            case NotExecuted _ -> {}
        }
        return completion instanceof Done;
    }

    long nextId() {
        return place.history().nextId();
    }

    RecordKey newRecord(String kind, long id) {
        return RecordKey.of(anyIndex(), named(kind, id));
    }

    /** A new document with this client's marks. */
    Effect.Put newDocument(long id, String batch) {
        return drafts.document(id, batch);
    }

    Map<String, Object> fields(Effect.Put put) {
        return put.document().fields(place.documents());
    }

    /** The same for each of these records. */
    List<BulkBody.Item> items(Collection<RecordKey> records, Effect effect) {
        return records.stream()
                .map(record -> new BulkBody.Item(nextId(), record, effect, List.of()))
                .toList();
    }

    private String named(String kind, long id) {
        return kind + " " + client + "/" + id;
    }

    /** A record of this client that certainly exists; empty if there was none and none could be made. */
    private Optional<RecordKey> pick(long id) {
        if (!own.isEmpty()) {
            return Optional.of(own.pick(random));
        }
        RecordKey record = newRecord("first", id);
        long first = nextId();
        boolean made = settle(record, put(first, record, newDocument(first, "first"), 201));
        return made ? Optional.of(record) : Optional.empty();
    }

    private String updatePath(RecordKey record) {
        return place.dialect().update(record.collection(), record.id()) + Dialect.routing(record);
    }

    private String anyIndex() {
        return ShopDocuments.INDICES.get(random.nextInt(ShopDocuments.INDICES.size()));
    }
}
