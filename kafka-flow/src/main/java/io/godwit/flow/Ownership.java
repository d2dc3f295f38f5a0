package io.godwit.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the highest lane's assignment with all other lanes. Partitions that are taken away in good order are drained,
 * committed and only then given up, so their new owner starts after that; partitions that were lost already are given up
 * at once. Called by the highest lane's consumer, on the polling thread.
 */
final class Ownership implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    /** Short, because the polling thread waits; it is asked again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<LaneReader> lanes;
    private final Commits commits;
    private final HandOff<?> handOff;
    private final FlowLife life;
    private final Terms terms;
    /** Assigned, and not taken yet, because it is not known from where to read them. */
    private final Set<Integer> assignedOnly = new TreeSet<>();

    /** @param lanes highest first */
    Ownership(List<LaneReader> lanes, Commits commits, HandOff<?> handOff, FlowLife life, Terms terms) {
        this.lanes = lanes;
        this.commits = commits;
        this.handOff = handOff;
        this.life = life;
        this.terms = terms;
    }

    /** What holds for this flow's partitions. */
    record Terms(String groupId, int partitions, Duration drainTimeout, PartitionOwner owner) {}

    /** Nothing is read of them before they are taken: that would pass over what lies between. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        requireKnown(numbers(assigned));
        lanes.getFirst().consumer().pause(assigned);
        assignedOnly.addAll(numbers(assigned));
        try {
            takeUp();
        } catch (KafkaException e) {
            if (!PassingFaults.passes(e)) {
                throw e;
            }
            LOG.atDebug().addKeyValue("error", e.toString()).log("partitions cannot be taken yet");
        }
    }

    /** Takes what is assigned and not taken yet; what Kafka does not tell now is taken at a later call. */
    void takeUp() {
        if (assignedOnly.isEmpty()) {
            return;
        }
        Set<Integer> numbers = new TreeSet<>(assignedOnly);
        List<LanePartition> taken = take(numbers);
        assignedOnly.clear();
        LOG.atInfo()
                .addKeyValue("group", terms.groupId())
                .addKeyValue("partitions", numbers)
                .log("partitions taken");
        var _ = terms.owner().take(numbers).whenComplete((done, failure) -> {
            if (failure == null) {
                taken.forEach(LanePartition::makeReady);
            } else {
                life.end(new Ending.Failed(failure));
            }
        });
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        assignedOnly.removeAll(numbers(revoked));
        drain(numbers(revoked));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        assignedOnly.removeAll(numbers(lost));
        giveUp(numbers(lost));
    }

    /** Waits for what is in flight of these, commits what is finished and gives them up. */
    void drain(Set<Integer> numbers) {
        handOff.drop(numbers);
        boolean drained = life.await(() -> inFlight(numbers) == 0, terms.drainTimeout());
        if (!drained) {
            LOG.atWarn()
                    .addKeyValue("group", terms.groupId())
                    .addKeyValue("partitions", numbers)
                    .addKeyValue("records", inFlight(numbers))
                    .log("deliveries abandoned, not finished in time");
        }
        commit(numbers);
        giveUp(numbers);
    }

    void commit(Set<Integer> numbers) {
        commits.now(partition -> numbers.contains(partition.number()));
    }

    /** Abandons what is in flight of these; they are ours no more. */
    void giveUp(Set<Integer> numbers) {
        Set<Integer> ours = new TreeSet<>(owned());
        ours.retainAll(numbers);
        if (ours.isEmpty()) {
            return;
        }
        handOff.drop(ours);
        lanes.forEach(lane -> ours.forEach(lane::remove));
        lanes.stream().skip(1).forEach(lane -> lane.consumer().assign(topicPartitions(lane, owned())));
        terms.owner().release(ours);
        LOG.atInfo()
                .addKeyValue("group", terms.groupId())
                .addKeyValue("partitions", ours)
                .log("partitions given up");
    }

    /** Partition numbers this instance has. */
    Set<Integer> owned() {
        return lanes.getFirst().partitions().stream()
                .map(LanePartition::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<LanePartition> take(Set<Integer> numbers) {
        Set<TopicPartition> wanted = lanes.stream()
                .flatMap(lane -> topicPartitions(lane, numbers).stream())
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> committed =
                lanes.getFirst().consumer().committed(wanted, PATIENCE);
        Set<Integer> all = owned();
        all.addAll(numbers);
        lanes.stream().skip(1).forEach(lane -> lane.consumer().assign(topicPartitions(lane, all)));
        List<LanePartition> taken = new ArrayList<>();
        for (LaneReader lane : lanes) {
            for (TopicPartition partition : topicPartitions(lane, numbers)) {
                OffsetAndMetadata start = committed.get(partition);
                taken.add(new LanePartition(
                        lane.lane(), partition, start == null ? OffsetTracker.UNKNOWN : start.offset(), life));
                lane.add(taken.getLast());
            }
        }
        return taken;
    }

    private void requireKnown(Set<Integer> numbers) {
        if (numbers.stream().anyMatch(number -> number >= terms.partitions())) {
            throw new IllegalStateException("topic '" + lanes.getFirst().lane().topic() + "' has got partitions "
                    + numbers + "; all lanes must keep the same " + terms.partitions() + ", because they are merged by"
                    + " partition");
        }
    }

    private int inFlight(Set<Integer> numbers) {
        return lanes.stream()
                .flatMap(lane -> lane.partitions().stream())
                .filter(partition -> numbers.contains(partition.number()))
                .mapToInt(LanePartition::inFlight)
                .sum();
    }

    private static List<TopicPartition> topicPartitions(LaneReader lane, Set<Integer> numbers) {
        return numbers.stream().map(lane::topicPartition).toList();
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toCollection(TreeSet::new));
    }
}
