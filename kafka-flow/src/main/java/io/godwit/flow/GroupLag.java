package io.godwit.flow;

import java.util.List;

/**
 * How far a consumer group is behind on some topics, as its commits say.
 *
 * @param groupId consumer group
 * @param members instances in the group now; 0 with no lag means stopped, not ready
 * @param topics in the order asked for
 */
public record GroupLag(String groupId, int members, List<TopicLag> topics) {
    public GroupLag {
        topics = List.copyOf(topics);
    }

    /** Offsets behind, over all topics. */
    public long behind() {
        return topics.stream().mapToLong(TopicLag::behind).sum();
    }

    /** Everything there is has been finished and committed. Says nothing about whether anybody still runs. */
    public boolean isDrained() {
        return behind() == 0;
    }

    /**
     * One topic.
     *
     * @param topic full name
     * @param end sum of the partitions' end offsets (last stable)
     * @param behind sum over partitions of end minus commit; a partition without a commit is behind from its beginning.
     *     Offsets, so transaction markers and compaction make it higher than the number of records
     * @param uncommittedPartitions partitions that hold something and have no commit yet
     */
    public record TopicLag(String topic, long end, long behind, int uncommittedPartitions) {}
}
