package io.godwit.app.flow;

import io.godwit.console.role.Stage;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.GroupTopic;
import io.godwit.flow.Lags;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** How far the roles of one flow have got with its topics. */
public final class FlowLags implements AutoCloseable {
    private final Lags lags;
    private final GroupTopic traffic;
    private final GroupTopic gaps;
    private final GroupTopic rescans;
    private final GroupTopic candidates;
    private final GroupTopic repairs;
    private final GroupTopic edits;
    private final GroupTopic backfill;
    private final GroupTopic deadLetters;

    /** All but the dead letters, which nobody reads, in flow order: from what produces to what consumes. */
    private final List<GroupTopic> passage;

    private FlowLags(Lags lags, Topics topics) {
        this.lags = lags;
        this.traffic = reads(topics.trafficGroup(), topics.traffic());
        this.gaps = reads(topics.trafficGroup(), topics.gaps());
        this.rescans = reads(topics.rescansGroup(), topics.rescans());
        this.candidates = reads(topics.reprojectionGroup(), topics.candidates());
        this.repairs = reads(topics.reprojectionGroup(), topics.repairs());
        this.edits = reads(topics.replayerGroup(), topics.edits());
        this.backfill = reads(topics.replayerGroup(), topics.backfill());
        this.deadLetters = reads(topics.flow() + ".dead-letter-count", topics.deadLetters());
        this.passage = List.of(traffic, gaps, rescans, candidates, repairs, edits, backfill);
    }

    public static FlowLags open(ClientProperties kafka, Topics topics) {
        return new FlowLags(Lags.open(kafka), topics);
    }

    /**
     * What waits at each stage, read together.
     *
     * @param exchanges how many exchanges the topology knows to be unresolved now
     * @param definitions how many definitions have not been applied
     */
    List<Stage> stages(LongSupplier exchanges, long definitions) {
        // asked before and after: an exchange that is resolved meanwhile is behind, one that began meanwhile is pending
        long before = exchanges.getAsLong();
        Map<GroupTopic, Long> behind = lags.behind(passage);
        long pending = Math.max(before, exchanges.getAsLong());
        return List.of(
                new Stage("traffic", of(behind, traffic) + of(behind, gaps) + pending),
                Stage.inRounds("rescans", of(behind, rescans)),
                new Stage("candidates", of(behind, candidates)),
                new Stage("repairs", of(behind, repairs)),
                new Stage("edits", of(behind, edits)),
                new Stage("backfill", of(behind, backfill)),
                Stage.inRounds("definitions", definitions));
    }

    /**
     * Waits until all that is recorded now has passed every stage; false if {@code atMost} passed before.
     *
     * @param awaitResolved waits for the answers of what has been read by then: see
     *     {@link io.godwit.projector.traffic.TrafficProjection#awaitResolved}
     */
    boolean awaitPassed(Duration atMost, Predicate<Duration> awaitResolved) {
        Instant deadline = Instant.now().plus(atMost);
        return passed(traffic, deadline)
                && awaitResolved.test(Duration.between(Instant.now(), deadline))
                && passage.stream().allMatch(one -> passed(one, deadline));
    }

    /** How many records of traffic there have ever been. */
    public long recorded() {
        return lags.ever(traffic.topic());
    }

    /** Dead letters that no comparison has settled. */
    long deadLetters() {
        return of(lags.behind(List.of(deadLetters)), deadLetters);
    }

    long deadLettersEver() {
        return lags.ever(deadLetters.topic());
    }

    void settleDeadLetters(long count) {
        lags.settle(deadLetters.groupId(), deadLetters.topic(), count);
    }

    @Override
    public void close() {
        lags.close();
    }

    private boolean passed(GroupTopic one, Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        return !left.isNegative() && lags.awaitPassed(one.groupId(), List.of(one.topic()), left);
    }

    private static long of(Map<GroupTopic, Long> behind, GroupTopic one) {
        return Objects.requireNonNull(behind.get(one), one::topic);
    }

    private static GroupTopic reads(String group, TopicSpec topic) {
        return new GroupTopic(group, topic.name());
    }
}
