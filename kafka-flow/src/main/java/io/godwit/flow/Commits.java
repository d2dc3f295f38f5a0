package io.godwit.flow;

import io.godwit.flow.crash.CrashPoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Commits finished prefixes of all lanes through the member of the group: Kafka checks a commit against the member's
 * generation, not against its subscription, so the lower lanes' commits are fenced as the highest lane's are. A zombie's
 * commit is refused; and what it would say is true anyway, because it covers finished records only.
 *
 * <p>Kafka forgets commits of topics nobody in the group subscribes to a week after they were made, so they are made
 * again from time to time although they have not moved.
 */
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REPEAT = Duration.ofHours(1);

    private final List<LaneReader> lanes;
    private final long intervalNanos;
    private long due;
    private long repeatDue;
    private boolean underWay;

    /** @param lanes highest first; its consumer is the member */
    Commits(List<LaneReader> lanes, Duration interval) {
        this.lanes = lanes;
        this.intervalNanos = interval.toNanos();
        this.due = System.nanoTime() + intervalNanos;
        this.repeatDue = System.nanoTime() + REPEAT.toNanos();
    }

    /** Commits what has moved, if it is time to; does not wait. True when it was time. */
    boolean tick() {
        long now = System.nanoTime();
        if (now < due) {
            return false;
        }
        due = now + intervalNanos;
        boolean repeat = now >= repeatDue;
        Map<TopicPartition, OffsetAndMetadata> moved =
                underWay ? Map.of() : movements(partition -> repeat || hasMoved(partition));
        if (!moved.isEmpty()) {
            repeatDue = repeat ? now + REPEAT.toNanos() : repeatDue;
            underWay = true;
            CrashPoint.ACKNOWLEDGED_BEFORE_COMMIT.pass();
            lanes.getFirst().consumer().commitAsync(moved, this::settle);
        }
        return true;
    }

    /** Commits what has moved in these partitions and waits; what cannot be committed will be delivered again. */
    void now(Predicate<LanePartition> which) {
        Map<TopicPartition, OffsetAndMetadata> moved =
                movements(partition -> which.test(partition) && hasMoved(partition));
        if (moved.isEmpty()) {
            return;
        }
        CrashPoint.ACKNOWLEDGED_BEFORE_COMMIT.pass();
        try {
            lanes.getFirst().consumer().commitSync(moved, TIMEOUT);
            accept(moved);
        } catch (KafkaException e) {
            tell(moved, e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> movements(Predicate<LanePartition> which) {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        for (LaneReader lane : lanes) {
            for (LanePartition partition : lane.partitions()) {
                long to = partition.offsets().finishedTo();
                if (to != OffsetTracker.UNKNOWN && which.test(partition)) {
                    moved.put(partition.topicPartition(), new OffsetAndMetadata(to));
                }
            }
        }
        return moved;
    }

    private static boolean hasMoved(LanePartition partition) {
        return partition.offsets().finishedTo() != partition.committed();
    }

    private void settle(Map<TopicPartition, OffsetAndMetadata> moved, @Nullable Exception failure) {
        underWay = false;
        if (failure == null) {
            accept(moved);
        } else {
            tell(moved, failure);
        }
    }

    private void accept(Map<TopicPartition, OffsetAndMetadata> moved) {
        CrashPoint.COMMIT_BEFORE_POLL.pass();
        moved.forEach((topicPartition, offset) -> lanes.stream()
                .filter(lane -> lane.lane().topic().equals(topicPartition.topic()))
                .flatMap(lane -> lane.partition(topicPartition.partition()).stream())
                .forEach(partition -> partition.committed(offset.offset())));
    }

    /** In a rebalance Kafka takes no commits for a moment: that is nothing to warn of. */
    private static void tell(Map<TopicPartition, OffsetAndMetadata> moved, Exception failure) {
        boolean passing = failure instanceof RetriableException
                || failure instanceof RetriableCommitFailedException
                || failure instanceof RebalanceInProgressException;
        LOG.atLevel(passing ? Level.DEBUG : Level.WARN)
                .addKeyValue("partitions", moved.size())
                .addKeyValue("error", failure.toString())
                .log("commit refused, will be repeated");
    }
}
