package io.godwit.flow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one type to one topic: {@code acks=all}, idempotent, batches of 128 KiB, partition by Kafka's default
 * hash of the UTF-8 key. Records of one key keep the order in which they were published, also over retries.
 *
 * <p>{@link #publish} never blocks, from whatever thread. Memory is bounded by the caller's patience: when
 * {@link PublisherSettings#maxInFlightBytes()} are in flight {@link #room()} is not complete, and who goes on without
 * waiting for it is refused at four times as much.
 */
public final class Publisher<T> implements AutoCloseable {
    private final ProducerChannel channel;
    private final String topic;
    private final Function<T, byte[]> encoder;

    private Publisher(ProducerChannel channel, String topic, Function<T, byte[]> encoder) {
        this.channel = channel;
        this.topic = topic;
        this.encoder = encoder;
    }

    /** Connects and looks the topic up; blocks. A missing topic is a {@link FlowSetupException}. */
    public static <T> Publisher<T> open(
            ClientProperties kafka, PublisherSettings settings, Function<T, byte[]> encoder) {
        return new Publisher<>(ProducerChannel.open(kafka, settings), settings.topic(), encoder);
    }

    /**
     * Publishes one record; a null value is a removal on a compacted topic.
     *
     * @return complete when all in-sync replicas have it, on a Kafka thread: go on elsewhere with anything slow. Failed
     *     with {@link PublishFailedException} when Kafka did not take it in time, when it is too large, or when the
     *     caller did not wait for {@link #room()}
     */
    public CompletableFuture<Void> publish(@Nullable String key, @Nullable T value) {
        return publish(key, value, List.of());
    }

    /** As {@link #publish(String, Object)}, with headers. */
    public CompletableFuture<Void> publish(@Nullable String key, @Nullable T value, List<Header> headers) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = value == null ? null : encoder.apply(value);
        return channel.send(topic, keyBytes, bytes, headers);
    }

    /** Complete when fewer than {@link PublisherSettings#maxInFlightBytes()} are in flight. */
    public CompletableFuture<Void> room() {
        return channel.room();
    }

    /** Sends what lingers and waits until everything published so far is acknowledged or failed; blocks. */
    public void flush() {
        channel.flush();
    }

    /** Waits up to 10 s for what is in flight, fails the rest, disconnects; blocks. */
    @Override
    public void close() {
        channel.close();
    }
}
