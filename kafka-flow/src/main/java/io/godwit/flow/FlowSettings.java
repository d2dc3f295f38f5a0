package io.godwit.flow;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What one {@link LaneFlow} reads and how.
 *
 * @param groupId consumer group: its instances share the partitions, its commits cover all lanes
 * @param lanes at least one, ranks and topics unique; kept in order of rank
 * @param limits what may be in flight
 * @param commitInterval how often acknowledged prefixes are committed
 * @param drainTimeout how long in-flight deliveries are waited for when a partition is taken away or the flow is closed;
 *     then they are abandoned
 */
public record FlowSettings(
        String groupId, List<Lane> lanes, FlowLimits limits, Duration commitInterval, Duration drainTimeout) {
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);

    public FlowSettings {
        if (groupId.isEmpty()) {
            throw new IllegalArgumentException("group id of the flow is empty");
        }
        lanes = lanes.stream().sorted(Comparator.comparingInt(Lane::rank)).toList();
        requireDistinct(groupId, lanes);
        if (commitInterval.isNegative() || commitInterval.isZero()) {
            throw new IllegalArgumentException("commit interval is " + commitInterval + "; must be positive");
        }
        if (drainTimeout.isNegative()) {
            throw new IllegalArgumentException("drain time-out is " + drainTimeout + "; must not be negative");
        }
    }

    /** With default limits, a commit every 250 ms and up to 10 s to drain. */
    public static FlowSettings of(String groupId, Lane... lanes) {
        return new FlowSettings(groupId, List.of(lanes), FlowLimits.DEFAULT, COMMIT_INTERVAL, DRAIN_TIMEOUT);
    }

    public FlowSettings withLimits(FlowLimits other) {
        return new FlowSettings(groupId, lanes, other, commitInterval, drainTimeout);
    }

    public FlowSettings withCommitInterval(Duration other) {
        return new FlowSettings(groupId, lanes, limits, other, drainTimeout);
    }

    public FlowSettings withDrainTimeout(Duration other) {
        return new FlowSettings(groupId, lanes, limits, commitInterval, other);
    }

    private static void requireDistinct(String groupId, List<Lane> lanes) {
        if (lanes.isEmpty()) {
            throw new IllegalArgumentException("flow '" + groupId + "' has no lane; must have at least one");
        }
        boolean distinct = lanes.stream().mapToInt(Lane::rank).distinct().count() == lanes.size()
                && lanes.stream().map(Lane::topic).distinct().count() == lanes.size();
        if (!distinct) {
            throw new IllegalArgumentException(
                    "lanes of flow '" + groupId + "' are " + lanes + "; topics and ranks must be unique");
        }
    }
}
