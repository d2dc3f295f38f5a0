package io.godwit.flow;

import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/**
 * Merges lanes into one stream of deliveries: for each partition number, records of a lower lane are delivered only while
 * every higher lane is drained. Instances with the same group id share the partition numbers; a key keeps its partition
 * number in every lane, so one instance owns it in all of them, and records of one key and lane come in their order.
 *
 * <p>Each record is delivered at least once: what is not acknowledged is delivered again. A record that cannot be decoded
 * goes to the dead letters, is acknowledged when Kafka has it there, and the next one is delivered.
 *
 * <p>One thread polls all lanes whether or not there is demand, so slow processing does not cost the membership; batches
 * are delivered on another thread of the flow, which may be blocked for the length of a batch.
 */
public final class LaneFlow<T> implements AutoCloseable {
    private LaneFlow() {}

    /**
     * Checks that all lanes exist and have the same number of partitions (else {@link FlowSetupException}); blocks.
     * Nothing is read before {@link #deliveries()} is subscribed to.
     *
     * @param decoder bytes to value; what it throws makes the record a dead letter
     * @param deadLetters not closed by this flow
     */
    public static <T> LaneFlow<T> open(
            ClientProperties kafka, FlowSettings settings, Function<byte[], T> decoder, DeadLetters deadLetters) {
        return open(kafka, settings, decoder, deadLetters, PartitionOwner.NOTHING);
    }

    /** As above, and tells the owner which partitions are this instance's before their first delivery. */
    public static <T> LaneFlow<T> open(
            ClientProperties kafka,
            FlowSettings settings,
            Function<byte[], T> decoder,
            DeadLetters deadLetters,
            PartitionOwner owner) {
        throw new UnsupportedOperationException("in the next commit");
    }

    /**
     * The deliveries, a poll's worth of one lane per element. One subscriber, once. Ends with
     * {@link FlowFailedException} when the flow failed, completes when it was closed; cancelling closes it.
     */
    public Flux<List<Delivery<T>>> deliveries() {
        throw new UnsupportedOperationException("in the next commit");
    }

    /** Delivers nothing more of this lane, and nothing of the lanes below it, until resumed. */
    public void pause(Lane lane) {
        throw new UnsupportedOperationException("in the next commit");
    }

    /** Undoes {@link #pause}. */
    public void resume(Lane lane) {
        throw new UnsupportedOperationException("in the next commit");
    }

    /** What this instance sees of its own partitions. */
    public LaneLags lags() {
        throw new UnsupportedOperationException("in the next commit");
    }

    /**
     * Stops polling, waits up to the drain time-out for what is in flight, commits, leaves the group and completes the
     * deliveries; blocks until done. Repeated calls do nothing.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException("in the next commit");
    }
}
