package io.godwit.projector.listing;

import io.godwit.projector.source.StoredDocument;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import java.nio.ByteBuffer;

/** Makes changes of documents. Pure. */
public final class Changes {
    private final int epoch;
    private final Origin origin;

    public Changes(int epoch, Origin origin) {
        this.epoch = epoch;
        this.origin = origin;
    }

    /**
     * The document as it is.
     *
     * @throws IllegalArgumentException when a part of its revision does not fit, or its {@code _source} is not kept
     */
    public Change put(String collection, String generation, StoredDocument document) {
        ByteBuffer source = document.source();
        if (source == null) {
            throw new IllegalArgumentException(
                    "document " + collection + "/" + document.id() + " has no _source; an index that does not keep it"
                            + " cannot be migrated: exclude it, or reindex it with _source enabled");
        }
        return change(collection, generation, document)
                .setRevision(Revision.of(epoch, document.primaryTerm(), document.seqNo())
                        .value())
                .setOp(Op.PUT)
                .setBody(source)
                .build();
    }

    /** The document is not there; nothing of it up to {@code revision} counts any more. */
    public Change remove(String collection, String generation, StoredDocument absent, Revision revision) {
        return change(collection, generation, absent)
                .setRevision(revision.value())
                .setOp(Op.REMOVE)
                .build();
    }

    /** Kafka key of a change. */
    public static String key(Change change) {
        return new RecordKey(change.getCollection(), change.getId(), change.getRouting()).toString();
    }

    private Change.Builder change(String collection, String generation, StoredDocument document) {
        return Change.newBuilder()
                .setCollection(collection)
                .setGeneration(generation)
                .setId(document.id())
                .setRouting(document.routing())
                .setOrigin(origin)
                .setOccurredAt(System.currentTimeMillis());
    }
}
