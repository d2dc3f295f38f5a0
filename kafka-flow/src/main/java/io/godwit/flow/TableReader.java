package io.godwit.flow;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A compacted topic as a map in memory: read from its beginning to its end, then followed. Without a group: every reader
 * has the whole topic (or the partitions it asks for). A record that cannot be decoded is logged, counted and leaves the
 * key as it was.
 */
public final class TableReader<K, V> implements AutoCloseable {
    private TableReader() {}

    /** Starts reading at once; a missing topic is a {@link FlowSetupException}. */
    public static <K, V> TableReader<K, V> open(
            ClientProperties kafka,
            String topic,
            Function<String, K> keyDecoder,
            Function<byte[], V> decoder,
            Listener<K, V> listener) {
        throw new UnsupportedOperationException("in the next commit");
    }

    /** As above, with nobody told of changes. */
    public static <K, V> TableReader<K, V> open(
            ClientProperties kafka, String topic, Function<String, K> keyDecoder, Function<byte[], V> decoder) {
        return open(kafka, topic, keyDecoder, decoder, (key, value) -> {});
    }

    /**
     * Waits until everything that was in the topic at the time of this call is in the map; blocks. Returns false when
     * that took longer than the time-out; a reader that has failed throws {@link KafkaUnavailableException}.
     */
    public boolean awaitCaughtUp(Duration timeout) {
        throw new UnsupportedOperationException("in the next commit");
    }

    /** The live, unmodifiable map; safe to read from any thread. */
    public Map<K, V> view() {
        throw new UnsupportedOperationException("in the next commit");
    }

    /** Records that could not be decoded. */
    public long undecodable() {
        throw new UnsupportedOperationException("in the next commit");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("in the next commit");
    }

    /** Told of each change after the map shows it, on the reading thread: must not block for long. */
    @FunctionalInterface
    public interface Listener<K, V> {
        /** The key has this value now; null means it was removed. */
        void changed(K key, @Nullable V value);
    }
}
