package io.godwit.replayer;

import io.godwit.flow.PartitionOwner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Knows which partitions this replayer has; of each there is one owner among all replayers of a flow. */
final class OwnedPartitions implements PartitionOwner {
    private static final int FIRST = 0;

    private final PartitionOwner state;
    private final Runnable firstTaken;
    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();

    /**
     * @param state what belongs to the partitions
     * @param firstTaken told when the first partition is ours; must not block
     */
    OwnedPartitions(PartitionOwner state, Runnable firstTaken) {
        this.state = state;
        this.firstTaken = firstTaken;
    }

    boolean hasFirst() {
        return owned.contains(FIRST);
    }

    @Override
    public CompletableFuture<Void> take(Set<Integer> partitions) {
        owned.addAll(partitions);
        if (partitions.contains(FIRST)) {
            firstTaken.run();
        }
        return state.take(partitions);
    }

    @Override
    public void release(Set<Integer> partitions) {
        owned.removeAll(partitions);
        state.release(partitions);
    }
}
