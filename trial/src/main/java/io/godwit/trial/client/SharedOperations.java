package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.history.Body;
import io.godwit.trial.history.Effect;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a client does to records that all clients write: nobody knows whether they are there, and only the server knows
 * in which order operations on one of them were executed. Used by one thread.
 */
final class SharedOperations {
    private static final int BULK = 8;

    private final Place place;
    private final Writer writer;
    private final SplittableRandom random;
    private final Drafts drafts;

    SharedOperations(int client, Place place, Writer writer, SplittableRandom random) {
        this.place = place;
        this.writer = writer;
        this.random = random;
        this.drafts = new Drafts(client, random);
    }

    /** 55 % put, 25 % partial update, 15 % delete, 5 % bulk. */
    void any() {
        int dice = random.nextInt(100);
        if (dice < 55) {
            put();
        } else if (dice < 80) {
            update();
        } else if (dice < 95) {
            delete();
        } else {
            bulk();
        }
    }

    private void put() {
        long id = place.history().nextId();
        RecordKey record = place.keys().next(random);
        Effect.Put put = drafts.document(id, "shared");
        Object body = put.document().fields(place.documents());
        writer.one(id, record, put, Request.of("PUT", place.dialect().document(record), body, 200, 201));
    }

    private void update() {
        long id = place.history().nextId();
        RecordKey record = place.keys().next(random);
        Body.Part part = drafts.part(id);
        Map<String, Object> doc = part.fields(place.documents());
        if (random.nextInt(3) == 0) {
            Effect.Put whole = drafts.document(id, "shared");
            Object body = Map.of("doc", doc, "upsert", whole.document().fields(place.documents()));
            Effect effect = new Effect.Upsert(part, whole.document());
            writer.one(id, record, effect, Request.of("POST", updatePath(record), body, 200, 201, 409));
        } else {
            Effect effect = new Effect.Merge(part);
            Request request = Request.of("POST", updatePath(record), Map.of("doc", doc), 200, 404, 409);
            writer.one(id, record, effect, request);
        }
    }

    private void delete() {
        long id = place.history().nextId();
        RecordKey record = place.keys().next(random);
        writer.one(
                id,
                record,
                new Effect.Remove(),
                Request.of("DELETE", place.dialect().document(record), null, 200, 404));
    }

    private void bulk() {
        BulkBody body = new BulkBody(place.documents());
        String index = "";
        for (RecordKey record : place.keys().several(random, 2 + random.nextInt(BULK - 1))) {
            index = record.collection();
            add(body, record, place.history().nextId());
        }
        writer.bulk(place.dialect().bulk(index), body);
    }

    private void add(BulkBody body, RecordKey record, long id) {
        int dice = random.nextInt(95);
        if (dice < 55) {
            body.index(id, record, drafts.document(id, "shared"), 200, 201);
        } else if (dice < 80) {
            body.update(id, record, new Effect.Merge(drafts.part(id)), 200, 404, 409);
        } else {
            body.delete(id, record, 200, 404);
        }
    }

    private String updatePath(RecordKey record) {
        return place.dialect().update(record.collection(), record.id()) + "?retry_on_conflict=20";
    }
}
