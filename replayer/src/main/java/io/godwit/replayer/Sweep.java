package io.godwit.replayer;

import io.godwit.flow.crash.CrashPoint;
import io.godwit.replayer.sink.Outcome;
import io.godwit.replayer.tombstone.Tombstones;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.avro.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes again what was removed in one epoch, each record at the revision of its removal. Removals of an earlier epoch are
 * history: since then clients may have made the record anew at the target, where it counts its versions from 1 again.
 */
final class Sweep {
    private static final int BATCH = 5_000;

    private final Tombstones tombstones;
    private final FencedSink sink;

    Sweep(Tombstones tombstones, FencedSink sink) {
        this.tombstones = tombstones;
        this.sink = sink;
    }

    void run(int epoch) {
        tombstones.requireCaughtUp();
        List<Change> batch = new ArrayList<>();
        tombstones.forEach(epoch, (record, removal) -> {
            batch.add(delete(record, removal));
            if (batch.size() == BATCH) {
                write(batch);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    private void write(List<Change> batch) {
        for (Outcome outcome : sink.write(batch).join().outcomes()) {
            if (outcome instanceof Outcome.Unavailable(String reason)) {
                throw new IllegalStateException("the target did not take a sweep: " + reason);
            }
        }
        CrashPoint.SWEEP_HALF_DONE.pass();
    }

    private static Change delete(RecordKey record, Tombstones.Remembered removal) {
        return Change.newBuilder()
                .setCollection(record.collection())
                .setGeneration(removal.generation())
                .setId(record.id())
                .setRouting(record.routingOrNull())
                .setRevision(removal.revision())
                .setOp(Op.REMOVE)
                .setOrigin(Origin.REPAIR)
                .setOccurredAt(0)
                .build();
    }
}
