package io.godwit.replayer;

import io.godwit.replayer.metadata.Metadata;
import io.godwit.replayer.metadata.Standing;
import io.godwit.replayer.tombstone.Tombstones;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What is known before a change is sent: whether it may go, need not go, or must wait.
 *
 * <p>Changes of an earlier epoch are history: they had all arrived when clients swung away. Clients have written to this
 * target since, with versions of its own; a record that they deleted, and whose delete the target has forgotten, would come
 * back, and one that they made anew would be replaced. They are read again when a flow is opened again after its group's
 * offsets have expired, or when one that had stopped publishes what it had read before.
 */
final class Fence {
    private final long oldest;
    private final Optional<Metadata> metadata;
    private final Tombstones tombstones;

    /** @param epoch of the flow */
    Fence(int epoch, Optional<Metadata> metadata, Tombstones tombstones) {
        this.oldest = Revision.of(epoch, 0, 0).value();
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
        if (isHistory(change)) {
            return Ruling.STALE;
        }
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

    /** What is no revision at all is for the target to reject. */
    private boolean isHistory(Change change) {
        return change.getRevision() >= 0 && change.getRevision() < oldest;
    }

    static String key(Change change) {
        return new RecordKey(change.getCollection(), change.getId(), change.getRouting()).toString();
    }
}
