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
    private static final Lane LANE = new Lane("test", 0);

    private final Change change;
    volatile boolean acknowledged;
    volatile @Nullable Throwable failure;

    Handed(Change change) {
        this.change = change;
    }

    @Override
    public Change value() {
        return change;
    }

    @Override
    public RecordOrigin origin() {
        return new RecordOrigin(LANE, 0, 0, Instant.EPOCH, new byte[0], List.of());
    }

    @Override
    public Lane lane() {
        return LANE;
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
        return 1;
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
