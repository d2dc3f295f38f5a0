package io.godwit.projector.traffic;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Reason;
import io.godwit.schemas.avro.Rescan;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Makes the records of the output topics. Pure. */
final class Records {
    private Records() {}

    static Change put(Finding.Put put, String generation, int epoch, long at) {
        return change(
                put.record(), generation, Revision.of(epoch, put.primaryTerm(), put.seqNo()), Op.PUT, put.body(), at);
    }

    static Change remove(Finding.Remove remove, String generation, int epoch, long at) {
        Revision revision = Revision.of(epoch, remove.primaryTerm(), remove.seqNo());
        return change(remove.record(), generation, revision, Op.REMOVE, null, at);
    }

    static Candidate candidate(RecordKey record, Reason reason, String exchange, long notBefore, long at) {
        return Candidate.newBuilder()
                .setCollection(record.collection())
                .setId(record.id())
                .setRouting(record.routingOrNull())
                .setReason(reason)
                .setExchange(exchange)
                .setNotBefore(notBefore)
                .setOccurredAt(at)
                .build();
    }

    static Rescan rescan(Finding.Rescan rescan, String exchange, long notBefore, long at) {
        return Rescan.newBuilder()
                .setCollection(rescan.expression())
                .setRemovals(rescan.removals())
                .setDefinition(rescan.definition())
                .setReason(rescan.reason())
                .setExchange(exchange)
                .setNotBefore(notBefore)
                .setOccurredAt(at)
                .setTask(rescan.task().orElse(null))
                .build();
    }

    static Gap gap(String id, String proxy, String line, String collection, String reason, long at) {
        return Gap.newBuilder()
                .setId(id)
                .setProxy(proxy)
                .setRequestLine(line)
                .setCollection(collection)
                .setReason(reason)
                .setFrom(at)
                .setTo(at)
                .build();
    }

    private static Change change(
            RecordKey record, String generation, Revision revision, Op op, @Nullable ByteBuffer body, long at) {
        return Change.newBuilder()
                .setCollection(record.collection())
                .setGeneration(generation)
                .setId(record.id())
                .setRouting(record.routingOrNull())
                .setRevision(revision.value())
                .setOp(op)
                .setBody(body)
                .setOrigin(Origin.CAPTURE)
                .setOccurredAt(at)
                .build();
    }
}
