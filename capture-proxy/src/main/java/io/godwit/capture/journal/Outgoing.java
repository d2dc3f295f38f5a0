package io.godwit.capture.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way to Kafka.
 *
 * <pre>
 *   QUEUED --handOver--> HANDED_OVER (may be in Kafka, now or later)
 *      '-----drop------> DROPPED     (never will be)
 * </pre>
 */
final class Outgoing {
    private enum State {
        QUEUED,
        HANDED_OVER,
        DROPPED
    }

    private final String topic;
    private final @Nullable Integer partition;
    private final String key;
    private final Supplier<byte[]> value;
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();

    /**
     * @param partition null: by hash of the key
     * @param value makes the bytes, on the sending thread
     */
    Outgoing(String topic, @Nullable Integer partition, String key, Supplier<byte[]> value) {
        this.topic = topic;
        this.partition = partition;
        this.key = key;
        this.value = value;
    }

    String topic() {
        return topic;
    }

    @Nullable
    Integer partition() {
        return partition;
    }

    String key() {
        return key;
    }

    byte[] value() {
        return value.get();
    }

    /** Complete when Kafka has it; failed when it is given up, which does not mean that Kafka never gets it. */
    CompletableFuture<Void> acknowledged() {
        return acknowledged;
    }

    /** False if it has been dropped: it must not be sent then. */
    boolean handOver() {
        return state.compareAndSet(State.QUEUED, State.HANDED_OVER);
    }

    /** Gives it up. */
    void drop(Throwable cause) {
        state.compareAndSet(State.QUEUED, State.DROPPED);
        acknowledged.completeExceptionally(cause);
    }

    /** Whether Kafka can never get it. */
    boolean neverSent() {
        return state.get() == State.DROPPED;
    }
}
