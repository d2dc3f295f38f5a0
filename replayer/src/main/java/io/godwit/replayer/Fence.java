package io.godwit.replayer;

import io.godwit.replayer.metadata.Metadata;
import io.godwit.replayer.metadata.Standing;
import io.godwit.replayer.tombstone.Tombstones;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is known before a change is sent: whether it may go, need not go, or must wait. */
final class Fence {
    private final Optional<Metadata> metadata;
    private final Tombstones tombstones;

    Fence(Optional<Metadata> metadata, Tombstones tombstones) {
        this.metadata = metadata;
        this.tombstones = tombstones;
    }

    /** What shall be done with a change. */
    enum Ruling {
        SEND,
        STALE,
        /** Its collection will be there. */
        WAIT,
        /** Nothing is known of its collection: it may come, or never. */
        WAIT_A_WHILE
    }

    /** What is ruled from now on is not overtaken by what becomes of collections, until the request has ended. */
    void hold(CompletableFuture<?> request) {
        metadata.ifPresent(known -> known.hold(request));
    }

    Ruling ruling(Change change) {
        Standing standing = metadata.map(known -> known.standing(change.getCollection(), change.getGeneration()))
                .orElse(Standing.CURRENT);
        return switch (standing) {
            case DUE -> Ruling.WAIT;
            case UNKNOWN -> Ruling.WAIT_A_WHILE;
            case RETIRED -> Ruling.STALE;
            case CURRENT ->
                change.getOp() == Op.PUT && tombstones.refuses(key(change), change) ? Ruling.STALE : Ruling.SEND;
        };
    }

    static String key(Change change) {
        return new RecordKey(change.getCollection(), change.getId(), change.getRouting()).toString();
    }
}
