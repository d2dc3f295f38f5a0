package io.godwit.flow;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A delivery that finishes its place in a {@link Span}. */
final class TrackedDelivery<T> implements Delivery<T> {
    private final ConsumerRecord<byte[], byte[]> polled;
    private final LanePartition owner;
    private final Span span;
    private final int index;
    private final T value;

    TrackedDelivery(ConsumerRecord<byte[], byte[]> polled, LanePartition owner, Span span, int index, T value) {
        this.polled = polled;
        this.owner = owner;
        this.span = span;
        this.index = index;
        this.value = value;
    }

    static int size(ConsumerRecord<byte[], byte[]> polled) {
        return Math.max(0, polled.serializedKeySize()) + Math.max(0, polled.serializedValueSize());
    }

    @Override
    public T value() {
        return value;
    }

    @Override
    public RecordOrigin origin() {
        return RecordOrigin.of(lane(), polled);
    }

    @Override
    public Lane lane() {
        return owner.lane();
    }

    @Override
    public int partition() {
        return owner.number();
    }

    @Override
    public byte @Nullable [] payload() {
        return polled.value();
    }

    @Override
    public int bytes() {
        return size(polled);
    }

    @Override
    public void acknowledge() {
        if (span.finish(index)) {
            owner.settle(1, bytes());
        }
    }

    @Override
    public void fail(Throwable cause) {
        if (!isAbandoned()) {
            owner.fail(new IllegalStateException("delivery " + origin() + " failed", cause));
        }
    }

    @Override
    public boolean isAbandoned() {
        return owner.isLost();
    }

    @Override
    public String toString() {
        return origin().toString();
    }
}
