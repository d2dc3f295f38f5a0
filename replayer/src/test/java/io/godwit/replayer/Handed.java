package io.godwit.replayer;

import io.godwit.flow.Delivery;
import io.godwit.flow.Lane;
import io.godwit.flow.RecordOrigin;
import io.godwit.schemas.avro.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change handed to the writer by a test, and what the writer did with it. */
class Handed implements Delivery<Change> {
    private static final Lane EDITS = new Lane("test", 0);
    private static final Lane BACKFILL = new Lane("test-backfill", Replayer.BACKFILL_RANK);

    private final Change change;
    private final Lane lane;
    private final int bytes;
    volatile boolean acknowledged;
    volatile @Nullable Throwable failure;

    /** An edit. */
    Handed(Change change) {
        this(change, EDITS, 1);
    }

    private Handed(Change change, Lane lane, int bytes) {
        this.change = change;
        this.lane = lane;
        this.bytes = bytes;
    }

    static Handed backfill(Change change, int bytes) {
        return new Handed(change, BACKFILL, bytes);
    }

    @Override
    public Change value() {
        return change;
    }

    @Override
    public RecordOrigin origin() {
        return new RecordOrigin(lane, 0, 0, Instant.EPOCH, new byte[0], List.of());
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public byte @Nullable [] payload() {
        return null;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public void acknowledge() {
        acknowledged = true;
    }

    @Override
    public void fail(Throwable cause) {
        failure = cause;
    }

    @Override
    public boolean isAbandoned() {
        return false;
    }
}
