package io.godwit.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Asks Kafka how far groups are behind, by their committed offsets. As flows commit finished work only, no lag means
 * everything is finished. Blocks: for threads that may. A topic that does not exist is a
 * {@link KafkaUnavailableException}, never a lag of 0.
 */
public final class Lags implements AutoCloseable {
    private static final ListOffsetsOptions STABLE = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    private static final Duration POLL = Duration.ofMillis(50);

    private final AdminChannel channel;
    /** Topics of a flow keep their partitions for life. */
    private final Map<String, List<TopicPartition>> known = new ConcurrentHashMap<>();

    private Lags(AdminChannel channel) {
        this.channel = channel;
    }

    public static Lags open(ClientProperties kafka) {
        return new Lags(AdminChannel.open(kafka));
    }

    /** The lag of one group on these topics, read now: commits first, ends after, so it is never too low. */
    public GroupLag of(String groupId, Collection<String> topics) {
        int members = members(groupId);
        List<GroupTopic> asked =
                topics.stream().map(topic -> new GroupTopic(groupId, topic)).toList();
        Map<GroupTopic, GroupLag.TopicLag> lags = lags(asked);
        return new GroupLag(groupId, members, asked.stream().map(lags::get).toList());
    }

    /**
     * How many offsets each of these groups is behind on its topic, as {@link GroupLag#behind}, read together: first all
     * commits, then all ends. So where one group's work is the next one's topic, nothing hides between two of them: if all
     * are 0, all that was on these topics when their ends were read has passed every one.
     */
    public Map<GroupTopic, Long> behind(Collection<GroupTopic> asked) {
        return lags(asked).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().behind()));
    }

    private Map<GroupTopic, GroupLag.TopicLag> lags(Collection<GroupTopic> asked) {
        List<TopicPartition> partitions = asked.stream()
                .map(GroupTopic::topic)
                .distinct()
                .flatMap(topic -> partitions(topic).stream())
                .toList();
        Map<TopicPartition, Long> beginnings = offsets(partitions, OffsetSpec.earliest());
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                committed(asked.stream().map(GroupTopic::groupId).collect(Collectors.toSet()));
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<GroupTopic, GroupLag.TopicLag> lags = new HashMap<>();
        for (GroupTopic one : asked) {
            Map<TopicPartition, Long> here = new HashMap<>();
            partitions(one.topic()).forEach(partition -> here.put(partition, ends.getOrDefault(partition, 0L)));
            lags.put(one, lag(one.topic(), committed.getOrDefault(one.groupId(), Map.of()), beginnings, here));
        }
        return lags;
    }

    /** How many records a topic has ever had, all partitions together. */
    public long ever(String topic) {
        return offsets(partitions(topic), OffsetSpec.latest()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The offsets up to which a group has finished a topic, by partition; without those it has never committed. */
    public Map<Integer, Long> finished(String groupId, String topic) {
        return committed(groupId).entrySet().stream()
                .filter(commit -> commit.getKey().topic().equals(topic))
                .collect(Collectors.toMap(
                        commit -> commit.getKey().partition(),
                        commit -> commit.getValue().offset()));
    }

    /** Counts the first {@code offset} records of a topic of one partition as finished by a group without members. */
    public void settle(String groupId, String topic, long offset) {
        Map<TopicPartition, OffsetAndMetadata> settled = new HashMap<>();
        partitions(topic).forEach(partition -> settled.put(partition, new OffsetAndMetadata(offset)));
        channel.get(
                "settling group '" + groupId + "'",
                admin().alterConsumerGroupOffsets(groupId, settled).all());
    }

    /**
     * Waits until the group has finished everything that is on these topics now, whatever comes after; blocks. A topic
     * that is empty is passed at once.
     *
     * @return false if {@code atMost} passed before
     */
    public boolean awaitPassed(String groupId, Collection<String> topics, Duration atMost) {
        Instant deadline = Instant.now().plus(atMost);
        Map<TopicPartition, Long> wanted = new HashMap<>();
        for (String topic : topics) {
            List<TopicPartition> partitions = partitions(topic);
            Map<TopicPartition, Long> beginnings = offsets(partitions, OffsetSpec.earliest());
            offsets(partitions, OffsetSpec.latest()).forEach((partition, end) -> {
                if (end > beginnings.getOrDefault(partition, 0L)) {
                    wanted.put(partition, end);
                }
            });
        }
        while (!hasPassed(committed(groupId), wanted)) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            pause();
        }
        return true;
    }

    @Override
    public void close() {
        channel.close();
    }

    private static boolean hasPassed(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> wanted) {
        return wanted.entrySet().stream().allMatch(entry -> {
            OffsetAndMetadata commit = committed.get(entry.getKey());
            return commit != null && commit.offset() >= entry.getValue();
        });
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while waiting for a group", e);
        }
    }

    static GroupLag.TopicLag lag(
            String topic,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        long end = 0;
        long behind = 0;
        int uncommitted = 0;
        for (Map.Entry<TopicPartition, Long> entry : ends.entrySet()) {
            long beginning = beginnings.getOrDefault(entry.getKey(), 0L);
            OffsetAndMetadata commit = committed.get(entry.getKey());
            long from = commit == null ? beginning : Math.max(commit.offset(), beginning);
            end += entry.getValue();
            behind += Math.max(0, entry.getValue() - from);
            uncommitted += commit == null && entry.getValue() > beginning ? 1 : 0;
        }
        return new GroupLag.TopicLag(topic, end, behind, uncommitted);
    }

    private List<TopicPartition> partitions(String topic) {
        return known.computeIfAbsent(topic, this::describedPartitions);
    }

    private List<TopicPartition> describedPartitions(String topic) {
        return channel
                .get(
                        "describing topic '" + topic + "'",
                        admin().describeTopics(List.of(topic)).allTopicNames())
                .values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private int members(String groupId) {
        String what = "describing group '" + groupId + "'";
        try {
            return channel
                    .await(
                            what,
                            admin().describeConsumerGroups(List.of(groupId)).all())
                    .values()
                    .stream()
                    .mapToInt(description -> description.members().size())
                    .sum();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw channel.refused(what, e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String groupId) {
        return committed(Set.of(groupId)).getOrDefault(groupId, Map.of());
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Set<String> groups) {
        Map<String, ListConsumerGroupOffsetsSpec> specs =
                groups.stream().collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
        ListConsumerGroupOffsetsResult asked = admin().listConsumerGroupOffsets(specs);
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
        for (String group : groups) {
            String what = "reading commits of group '" + group + "'";
            try {
                committed.put(group, channel.await(what, asked.partitionsToOffsetAndMetadata(group)));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                    throw channel.refused(what, e);
                }
            }
        }
        return committed;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        channel.get("reading offsets", admin().listOffsets(asked, STABLE).all())
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private Admin admin() {
        return channel.admin();
    }
}
