package io.godwit.flow;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition of one lane while this instance owns it. Its counters go down on any thread; what else changes belongs to
 * the polling thread.
 */
final class LanePartition {
    private final Lane lane;
    private final TopicPartition topicPartition;
    private final OffsetTracker offsets;
    private final FlowLife life;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong inFlightBytes = new AtomicLong();
    private volatile boolean ready;
    private volatile boolean lost;
    private long committed;

    /** @param start committed offset, or {@link OffsetTracker#UNKNOWN} */
    LanePartition(Lane lane, TopicPartition topicPartition, long start, FlowLife life) {
        this.lane = lane;
        this.topicPartition = topicPartition;
        this.offsets = new OffsetTracker(start);
        this.committed = start;
        this.life = life;
    }

    Lane lane() {
        return lane;
    }

    TopicPartition topicPartition() {
        return topicPartition;
    }

    int number() {
        return topicPartition.partition();
    }

    OffsetTracker offsets() {
        return offsets;
    }

    void handOut(int records, long bytes) {
        inFlight.addAndGet(records);
        inFlightBytes.addAndGet(bytes);
    }

    /** Finished, or taken back before anybody saw them. */
    void settle(int records, long bytes) {
        inFlightBytes.addAndGet(-bytes);
        if (inFlight.addAndGet(-records) == 0) {
            life.settled();
        }
    }

    void fail(Throwable cause) {
        life.end(new Ending.Failed(cause));
    }

    int inFlight() {
        return inFlight.get();
    }

    long inFlightBytes() {
        return inFlightBytes.get();
    }

    /** What belongs to it is loaded: it may be delivered. */
    void makeReady() {
        ready = true;
    }

    boolean isReady() {
        return ready;
    }

    /** It is ours no more: what is in flight is abandoned. */
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    long committed() {
        return committed;
    }

    void committed(long offset) {
        committed = offset;
    }
}
