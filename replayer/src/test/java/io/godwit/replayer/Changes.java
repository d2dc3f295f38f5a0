package io.godwit.replayer;

import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Changes for tests. */
public final class Changes {
    private Changes() {}

    public static Change put(String collection, String id, long seqNo, String body) {
        return put(collection, id, null, seqNo, body);
    }

    public static Change put(String collection, String id, @Nullable String routing, long seqNo, String body) {
        return change(collection, id, routing, seqNo, Op.PUT)
                .setBody(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    public static Change remove(String collection, String id, long seqNo) {
        return remove(collection, id, null, seqNo);
    }

    public static Change remove(String collection, String id, @Nullable String routing, long seqNo) {
        return change(collection, id, routing, seqNo, Op.REMOVE).build();
    }

    public static Change hollow(String collection, String id, long seqNo) {
        return change(collection, id, null, seqNo, Op.PUT).build();
    }

    private static Change.Builder change(String collection, String id, @Nullable String routing, long seqNo, Op op) {
        return Change.newBuilder()
                .setCollection(collection)
                .setGeneration("g1")
                .setId(id)
                .setRouting(routing)
                .setRevision(Revision.of(0, 1, seqNo).value())
                .setOp(op)
                .setOrigin(Origin.LISTING)
                .setOccurredAt(1_700_000_000_000L);
    }
}
