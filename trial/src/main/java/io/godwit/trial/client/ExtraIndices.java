package io.godwit.trial.client;

import io.godwit.schemas.RecordKey;
import io.godwit.trial.history.Completion;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.NotExecuted;
import io.godwit.trial.history.Effect;
import io.godwit.trial.shop.ShopDocuments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Indices that one client makes, fills, removes as a whole and makes again under the same name. One on which the outcome
 * of anything is unknown is left alone: a write that is late would make it anew. Used by one thread.
 */
final class ExtraIndices {
    private static final int MAKERS = 16;
    private static final int MOST = 2;
    private static final int RECORDS = 5;

    private final OwnOperations client;
    private final List<Extra> known = new ArrayList<>();
    private int made;

    /** An index of this client, and the records that are there. */
    private static final class Extra {
        final String name;
        final Set<RecordKey> records = new LinkedHashSet<>();
        boolean exists;

        Extra(String name) {
            this.name = name;
        }
    }

    ExtraIndices(OwnOperations client) {
        this.client = client;
    }

    /** One more index, or one of those that are known is removed, or made again. */
    void any() {
        if (client.client >= MAKERS) {
            client.index();
        } else if (made < MOST) {
            Extra extra = new Extra(ShopDocuments.EXTRA + client.client + "-"
                    + client.place.history().piece() + "-" + made++);
            known.add(extra);
            make(extra);
        } else if (known.isEmpty()) {
            client.index();
        } else {
            again(known.get(client.random.nextInt(known.size())));
        }
    }

    /** Half of the time at once, so that changes of both generations are on their way together. */
    private void again(Extra extra) {
        if (!extra.exists) {
            make(extra);
            return;
        }
        remove(extra);
        if (!extra.exists && known.contains(extra) && client.random.nextBoolean()) {
            make(extra);
        }
    }

    private void make(Extra extra) {
        Map<String, Object> mapping = Map.of("properties", Map.of("rank", Map.of("type", "integer")));
        Request request = Request.of("PUT", "/" + extra.name, Map.of("mappings", mapping), 200);
        Completion completion = client.writer.together(request, List.of());
        if (!isKnown(extra, completion)) {
            return;
        }
        extra.exists = completion instanceof Done;
        for (int i = 0; extra.exists && known.contains(extra) && i < RECORDS; i++) {
            fill(extra, RecordKey.of(extra.name, "first-" + i));
        }
    }

    private void fill(Extra extra, RecordKey record) {
        long id = client.nextId();
        Effect.Put put = client.newDocument(id, "extra");
        Request request = Request.of("PUT", client.place.dialect().document(record), client.fields(put), 201);
        Completion completion = client.writer.one(id, record, put, request);
        if (isKnown(extra, completion) && completion instanceof Done) {
            extra.records.add(record);
        }
    }

    private void remove(Extra extra) {
        Request request = Request.of("DELETE", "/" + extra.name, null, 200);
        Completion completion = client.writer.together(request, client.items(extra.records, new Effect.Remove()));
        if (isKnown(extra, completion) && completion instanceof Done) {
            extra.exists = false;
            extra.records.clear();
        }
    }

    /** Whether it is certain what became of a request; otherwise the index is left alone. */
    private boolean isKnown(Extra extra, Completion completion) {
        if (completion instanceof Done || completion instanceof NotExecuted) {
            return true;
        }
        known.remove(extra);
        return false;
    }
}
