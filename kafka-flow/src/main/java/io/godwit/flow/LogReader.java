package io.godwit.flow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a whole topic from its beginning and follows it, without a group and without commits: every reader sees every
 * record (commands, workflow events). Order holds within a partition. A record that cannot be decoded, or that the
 * listener fails on, is logged, counted and passed over.
 */
public final class LogReader<T> implements AutoCloseable {
    private final AtomicLong undecodable = new AtomicLong();
    private final Function<byte[], T> decoder;
    private final Consumer<Entry<T>> listener;
    private final Lane lane;
    private final TopicTail tail;

    private LogReader(ClientProperties kafka, String topic, Function<byte[], T> decoder, Consumer<Entry<T>> listener) {
        this.decoder = decoder;
        this.listener = listener;
        this.lane = new Lane(topic, 0);
        this.tail = TopicTail.open(kafka, topic, this::apply, undecodable);
    }

    /**
     * Starts reading at once; a missing topic is a {@link FlowSetupException}. Blocks until the topic is looked up.
     *
     * @param listener called for each record on the reading thread: must not block for long
     */
    public static <T> LogReader<T> open(
            ClientProperties kafka, String topic, Function<byte[], T> decoder, Consumer<Entry<T>> listener) {
        return new LogReader<>(kafka, topic, decoder, listener);
    }

    /** As {@link TableReader#awaitCaughtUp}. */
    public boolean awaitCaughtUp(Duration timeout) {
        return tail.awaitCaughtUp(timeout);
    }

    /** As {@link TableReader#caughtUp}. */
    public CompletableFuture<Void> caughtUp() {
        return tail.caughtUp();
    }

    /** Records that could not be decoded, or that the listener failed on. */
    public long undecodable() {
        return undecodable.get();
    }

    @Override
    public void close() {
        tail.close();
    }

    private void apply(ConsumerRecord<byte[], byte[]> polled) {
        if (polled.value() == null) {
            throw new IllegalArgumentException("record of a log has no value");
        }
        listener.accept(new Entry<>(RecordOrigin.of(lane, polled), decoder.apply(polled.value())));
    }

    /**
     * One record of the log.
     *
     * @param origin where it lies; lane rank 0
     * @param value decoded
     */
    public record Entry<T>(RecordOrigin origin, T value) {}
}
