package io.godwit.flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A compacted topic as a map in memory: read from its beginning to its end, then followed. Without a group: every reader
 * has the whole topic. A record that cannot be decoded, or that the listener fails on, is logged and counted; if it could
 * not be decoded, its key stays as it was.
 */
public final class TableReader<K, V> implements AutoCloseable {
    private final Map<K, V> table = new ConcurrentHashMap<>();
    private final Map<K, V> view = Collections.unmodifiableMap(table);
    private final AtomicLong undecodable = new AtomicLong();
    private final Function<String, K> keyDecoder;
    private final Function<byte[], V> decoder;
    private final Listener<K, V> listener;
    private final TopicTail tail;

    private TableReader(
            ClientProperties kafka,
            String topic,
            Function<String, K> keyDecoder,
            Function<byte[], V> decoder,
            Listener<K, V> listener) {
        this.keyDecoder = keyDecoder;
        this.decoder = decoder;
        this.listener = listener;
        this.tail = TopicTail.open(kafka, topic, this::apply, undecodable);
    }

    /** Starts reading at once; a missing topic is a {@link FlowSetupException}. Blocks until the topic is looked up. */
    public static <K, V> TableReader<K, V> open(
            ClientProperties kafka,
            String topic,
            Function<String, K> keyDecoder,
            Function<byte[], V> decoder,
            Listener<K, V> listener) {
        return new TableReader<>(kafka, topic, keyDecoder, decoder, listener);
    }

    /** As above, with nobody told of changes. */
    public static <K, V> TableReader<K, V> open(
            ClientProperties kafka, String topic, Function<String, K> keyDecoder, Function<byte[], V> decoder) {
        return open(kafka, topic, keyDecoder, decoder, (key, value) -> {});
    }

    /**
     * Waits until everything that was in the topic at the time of this call is in the map; blocks. Returns false when
     * that took longer than the time-out; a reader that has failed or is closed throws
     * {@link KafkaUnavailableException}.
     */
    public boolean awaitCaughtUp(Duration timeout) {
        return tail.awaitCaughtUp(timeout);
    }

    /** Complete when everything that is in the topic now is in the map; on the reading thread. */
    public CompletableFuture<Void> caughtUp() {
        return tail.caughtUp();
    }

    /** The live, unmodifiable map; safe to read from any thread. */
    public Map<K, V> view() {
        return view;
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
        if (polled.key() == null) {
            throw new IllegalArgumentException("record of a table has no key");
        }
        K key = keyDecoder.apply(new String(polled.key(), StandardCharsets.UTF_8));
        if (polled.value() == null) {
            table.remove(key);
            listener.changed(key, null);
        } else {
            V value = decoder.apply(polled.value());
            table.put(key, value);
            listener.changed(key, value);
        }
    }

    /** Told of each change after the map shows it, on the reading thread: must not block for long. */
    @FunctionalInterface
    public interface Listener<K, V> {
        /** The key has this value now; null means it was removed. */
        void changed(K key, @Nullable V value);
    }
}
