package io.godwit.flow;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Told by a {@link LaneFlow} which partition numbers (of all its lanes) this instance owns, so that state that belongs
 * to a partition can be loaded before its first delivery and dropped after its last. Called on the polling thread: must
 * not block.
 */
public interface PartitionOwner {
    /** Owns nothing beside the flow. */
    PartitionOwner NOTHING = new PartitionOwner() {
        @Override
        public CompletableFuture<Void> take(Set<Integer> partitions) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void release(Set<Integer> partitions) {
            // nothing was taken
        }
    };

    /**
     * These partitions are ours from now on. None of their records is delivered before the future completes; a future
     * that fails ends the flow.
     */
    CompletableFuture<Void> take(Set<Integer> partitions);

    /** These partitions are ours no more; their deliveries are finished or abandoned. */
    void release(Set<Integer> partitions);
}
