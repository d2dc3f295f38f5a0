package io.godwit.app.migration;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.Flow;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.role.ReplayStatus;
import io.godwit.console.role.Stage;
import io.godwit.flow.GroupTopic;
import io.godwit.flow.Lags;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TopicAdmin;
import io.godwit.projector.listing.Backfill;
import io.godwit.replayer.Limits;
import io.godwit.replayer.ReplayProgress;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/** {@link Flow} with all its roles in this process. */
final class LocalFlow implements Flow, AutoCloseable {
    private static final Duration METADATA_PATIENCE = Duration.ofSeconds(60);

    private final FlowParts parts;
    private final Lags lags;
    private final Path state;
    private final boolean backfillDone;
    private volatile Limits limits;
    private volatile Optional<OpenRoles> roles = Optional.empty();

    /**
     * @param state directory for what the roles keep on disk
     * @param backfillDone whether an earlier process has finished the backfill
     */
    LocalFlow(FlowParts parts, ReplayLimits limits, Path state, boolean backfillDone) {
        this.parts = parts;
        this.lags = Lags.open(parts.kafka());
        this.state = state;
        this.backfillDone = backfillDone;
        this.limits = new Limits(limits.maxMbps(), limits.maxInflightRequests());
    }

    @Override
    public Side from() {
        return parts.side();
    }

    @Override
    public void open(int epoch) {
        open(epoch, epoch == 0 ? Metadata.Manner.MAKE : Metadata.Manner.ADOPT);
    }

    private synchronized void open(int epoch, Metadata.Manner manner) {
        if (roles.isPresent()) {
            return;
        }
        try (TopicAdmin admin = TopicAdmin.open(parts.kafka())) {
            admin.ensure(parts.topics().all());
            admin.expelDeadMembers(groups(parts.topics()));
        }
        roles = Optional.of(new OpenRoles(parts, epoch, manner, limits, () -> epoch > 0 || listed(), state));
    }

    @Override
    public void arm(int epoch) {
        open(epoch, Metadata.Manner.ARM);
        requireApplied(open());
        open().rescans.beginHere();
    }

    @Override
    public synchronized void close() {
        Optional<OpenRoles> closing = roles;
        roles = Optional.empty();
        closing.ifPresent(OpenRoles::close);
    }

    /** For good: nothing of this flow can be asked any more. */
    void end() {
        close();
        lags.close();
    }

    @Override
    public List<String> migrateMetadata() {
        OpenRoles open = open();
        open.definitions.refresh();
        requireApplied(open);
        return open.metadata.report();
    }

    @Override
    public void startBackfill() {
        open().startBackfill();
    }

    @Override
    public BackfillStatus backfill() {
        Optional<Backfill> running = roles.flatMap(OpenRoles::backfill);
        long listed = roles.map(open -> open.slices.listed()).orElse(0L);
        long expected = running.map(Backfill::expected).orElse(-1L);
        return new BackfillStatus(
                listed, expected, running.map(Backfill::finished).orElse(backfillDone));
    }

    @Override
    public List<Stage> stages() {
        Optional<OpenRoles> now = roles;
        if (now.isEmpty()) {
            return List.of();
        }
        OpenRoles open = now.get();
        Topics topics = parts.topics();
        GroupTopic traffic =
                new GroupTopic(topics.trafficGroup(), topics.traffic().name());
        GroupTopic gaps = new GroupTopic(topics.trafficGroup(), topics.gaps().name());
        GroupTopic rescans =
                new GroupTopic(topics.rescansGroup(), topics.rescans().name());
        GroupTopic candidates =
                new GroupTopic(topics.reprojectionGroup(), topics.candidates().name());
        GroupTopic repairs =
                new GroupTopic(topics.reprojectionGroup(), topics.repairs().name());
        GroupTopic edits = new GroupTopic(topics.replayerGroup(), topics.edits().name());
        GroupTopic backfill =
                new GroupTopic(topics.replayerGroup(), topics.backfill().name());
        // asked before and after: an exchange that is resolved meanwhile is behind, one that began meanwhile is pending
        long before = open.traffic.pending();
        Map<GroupTopic, Long> behind =
                lags.behind(List.of(traffic, gaps, rescans, candidates, repairs, edits, backfill));
        long pending = Math.max(before, open.traffic.pending());
        ToLongFunction<GroupTopic> of = one -> behind.getOrDefault(one, Long.MAX_VALUE);
        return List.of(
                new Stage("traffic", of.applyAsLong(traffic) + of.applyAsLong(gaps) + pending),
                Stage.inRounds("rescans", of.applyAsLong(rescans)),
                new Stage("candidates", of.applyAsLong(candidates)),
                new Stage("repairs", of.applyAsLong(repairs)),
                new Stage("edits", of.applyAsLong(edits)),
                new Stage("backfill", of.applyAsLong(backfill)),
                Stage.inRounds("definitions", open.metadata.waiting()));
    }

    @Override
    public ReplayStatus replay() {
        Optional<OpenRoles> open = roles;
        if (open.isEmpty()) {
            return new ReplayStatus(0, 0, 0, 0, 0, 0, "closed");
        }
        ReplayProgress progress = open.get().replayer.progress();
        TopicSpec dead = parts.topics().deadLetters();
        return new ReplayStatus(
                progress.applied(),
                progress.stale(),
                progress.rejected(),
                progress.retried(),
                progress.bytes(),
                behind(deadLetterCount(), dead),
                progress.limit());
    }

    @Override
    public List<String> problems() {
        Optional<OpenRoles> open = roles;
        List<String> problems = new ArrayList<>();
        open.flatMap(now -> now.replayer.failure())
                .ifPresent(error -> problems.add("the replayer has stopped, start again: " + error.getMessage()));
        open.flatMap(now -> now.reprojection.failure())
                .ifPresent(error -> problems.add("the reprojection has stopped, start again: " + error.getMessage()));
        open.ifPresent(now -> problems.addAll(now.metadata.problems()));
        return problems;
    }

    @Override
    public long deadLettersEver() {
        return lags.ever(parts.topics().deadLetters().name());
    }

    @Override
    public void settleDeadLetters(long count) {
        lags.settle(deadLetterCount(), parts.topics().deadLetters().name(), count);
    }

    private String deadLetterCount() {
        return parts.topics().flow() + ".dead-letter-count";
    }

    @Override
    public boolean awaitCaughtUp(Duration atMost) {
        Topics topics = parts.topics();
        Instant deadline = Instant.now().plus(atMost);
        return passed(topics.trafficGroup(), topics.traffic(), deadline)
                && passed(topics.trafficGroup(), topics.gaps(), deadline)
                && passed(topics.rescansGroup(), topics.rescans(), deadline)
                && passed(topics.reprojectionGroup(), topics.candidates(), deadline)
                && passed(topics.reprojectionGroup(), topics.repairs(), deadline)
                && passed(topics.replayerGroup(), topics.edits(), deadline)
                && passed(topics.replayerGroup(), topics.backfill(), deadline);
    }

    @Override
    public void sweep() {
        open().replayer.sweep();
    }

    @Override
    public void repair(Collection<RecordKey> records) {
        String topic = parts.topics().repairs().name();
        try (Publisher<Candidate> repairs = Publisher.open(
                parts.kafka(), PublisherSettings.bulk(topic), parts.wire().format(topic, Candidate.class)::encode)) {
            CompletableFuture<?>[] published = records.stream()
                    .map(record -> repairs.publish(record.toString(), candidate(record)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(published).join();
        }
    }

    @Override
    public ReplayLimits limits() {
        Limits now = limits;
        return new ReplayLimits(now.maxMbps(), now.maxInflightRequests());
    }

    @Override
    public void limit(ReplayLimits given) {
        limits = new Limits(given.maxMbps(), given.maxInflightRequests());
        roles.ifPresent(open -> open.replayer.limit(limits));
    }

    @Override
    public List<String> collections() {
        return List.copyOf(open().definitions.generations().keySet());
    }

    FlowParts parts() {
        return parts;
    }

    /** Of all members that these groups ever have, this process, which alone has the data directory, runs the only ones. */
    private static List<String> groups(Topics topics) {
        return List.of(
                topics.trafficGroup(), topics.rescansGroup(), topics.reprojectionGroup(), topics.replayerGroup());
    }

    private OpenRoles open() {
        return roles.orElseThrow(() -> new IllegalStateException("the flow from " + parts.side() + " is not open"));
    }

    private boolean listed() {
        Optional<Backfill> running = roles.flatMap(OpenRoles::backfill);
        return running.map(Backfill::finished).orElse(backfillDone);
    }

    private static void requireApplied(OpenRoles open) {
        try {
            if (!open.metadata.awaitApplied(METADATA_PATIENCE)) {
                throw new IllegalStateException("definitions were not applied within " + METADATA_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while definitions were applied", e);
        }
        if (!open.metadata.problems().isEmpty()) {
            throw new IllegalStateException(String.join("; ", open.metadata.problems()));
        }
    }

    private long behind(String group, TopicSpec topic) {
        return lags.of(group, List.of(topic.name())).behind();
    }

    private boolean passed(String group, TopicSpec topic, Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        return !left.isNegative() && lags.awaitPassed(group, List.of(topic.name()), left);
    }

    private static Candidate candidate(RecordKey record) {
        return Candidate.newBuilder()
                .setCollection(record.collection())
                .setId(record.id())
                .setRouting(record.routingOrNull())
                .setReason(Reason.REPAIR)
                .setOccurredAt(System.currentTimeMillis())
                .build();
    }
}
