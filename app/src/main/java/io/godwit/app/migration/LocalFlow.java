package io.godwit.app.migration;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.Flow;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.role.ReplayStatus;
import io.godwit.console.role.Stage;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TopicAdmin;
import io.godwit.projector.listing.Backfill;
import io.godwit.replayer.Limits;
import io.godwit.replayer.ReplayProgress;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@link Flow} with all its roles in this process. */
final class LocalFlow implements Flow, AutoCloseable {
    private static final Duration METADATA_PATIENCE = Duration.ofSeconds(60);

    private final FlowParts parts;
    private final FlowLags lags;
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
        this.lags = FlowLags.open(parts.kafka(), parts.topics());
        this.state = state;
        this.backfillDone = backfillDone;
        this.limits = new Limits(limits.maxMbps(), limits.maxInflightRequests());
    }

    @Override
    public Side from() {
        return parts.side();
    }

    @Override
    public synchronized void open(int epoch) {
        if (roles.isEmpty()) {
            prepare(epoch, epoch == 0 ? Metadata.Manner.MAKE : Metadata.Manner.ADOPT);
        }
        open().carry(limits, epoch > 0 || backfillDone);
    }

    @Override
    public synchronized void arm(int epoch) {
        prepare(epoch, Metadata.Manner.ARM);
        requireApplied(open());
        open().beginHere();
    }

    private void prepare(int epoch, Metadata.Manner manner) {
        try (TopicAdmin admin = TopicAdmin.open(parts.kafka())) {
            admin.ensure(parts.topics().all());
            admin.expelDeadMembers(groups(parts.topics()));
        }
        roles = Optional.of(new OpenRoles(parts, epoch, manner, state));
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
        open().carrying().startBackfill();
    }

    @Override
    public BackfillStatus backfill() {
        Optional<Backfill> running = backfillUnderWay();
        long listed = roles.map(open -> open.slices.listed()).orElse(0L);
        long expected = running.map(Backfill::expected).orElse(-1L);
        return new BackfillStatus(
                listed, expected, running.map(Backfill::finished).orElse(backfillDone));
    }

    @Override
    public long recorded() {
        return lags.recorded();
    }

    @Override
    public List<Stage> stages() {
        Optional<OpenRoles> now = roles;
        if (now.isEmpty()) {
            return List.of();
        }
        OpenRoles open = now.get();
        return lags.stages(open.traffic::pending, open.metadata.waiting());
    }

    @Override
    public ReplayStatus replay() {
        Optional<Carriers> carriers = carriers();
        if (carriers.isEmpty()) {
            return new ReplayStatus(0, 0, 0, 0, 0, 0, "closed");
        }
        ReplayProgress progress = carriers.get().replayer.progress();
        return new ReplayStatus(
                progress.applied(),
                progress.stale(),
                progress.rejected(),
                progress.retried(),
                progress.bytes(),
                lags.deadLetters(),
                progress.limit());
    }

    @Override
    public List<String> problems() {
        Optional<OpenRoles> open = roles;
        List<String> problems = new ArrayList<>();
        open.flatMap(OpenRoles::carriers).ifPresent(now -> problems.addAll(now.problems()));
        open.flatMap(now -> now.traffic.problem()).ifPresent(problems::add);
        open.ifPresent(now -> problems.addAll(now.metadata.problems()));
        return problems;
    }

    @Override
    public long deadLettersEver() {
        return lags.deadLettersEver();
    }

    @Override
    public void settleDeadLetters(long count) {
        lags.settleDeadLetters(count);
    }

    @Override
    public boolean awaitCaughtUp(Duration atMost) {
        return lags.awaitPassed(atMost, open().traffic::awaitResolved);
    }

    @Override
    public boolean refresh(Duration atMost) {
        return open().carrying().replayer.refresh(collections(), atMost);
    }

    @Override
    public void sweep() {
        OpenRoles open = open();
        open.carrying().replayer.sweep(open.epoch);
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
        carriers().ifPresent(now -> now.replayer.limit(limits));
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

    private Optional<Backfill> backfillUnderWay() {
        return carriers().flatMap(Carriers::backfill);
    }

    private Optional<Carriers> carriers() {
        return roles.flatMap(OpenRoles::carriers);
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
