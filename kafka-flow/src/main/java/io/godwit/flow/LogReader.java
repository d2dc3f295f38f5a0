package io.godwit.flow;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a whole topic from its beginning and follows it, without a group and without commits: every reader sees every
 * record (commands, workflow events). Order holds within a partition. A record that cannot be decoded is logged, counted
 * and passed over.
 */
public final class LogReader<T> implements AutoCloseable {
    private LogReader() {}

    /**
     * Starts reading at once; a missing topic is a {@link FlowSetupException}.
     *
     * @param listener called for each record on the reading thread: must not block for long
     */
    public static <T> LogReader<T> open(
            ClientProperties kafka, String topic, Function<byte[], T> decoder, Consumer<Entry<T>> listener) {
        throw new UnsupportedOperationException("in the next commit");
    }

    /** As {@link TableReader#awaitCaughtUp}. */
    public boolean awaitCaughtUp(Duration timeout) {
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

    /**
     * One record of the log.
     *
     * @param origin where it lies; lane rank 0
     * @param value decoded
     */
    public record Entry<T>(RecordOrigin origin, T value) {}
}
