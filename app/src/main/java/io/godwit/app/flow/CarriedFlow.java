package io.godwit.app.flow;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.Flow;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.role.ReplayStatus;
import io.godwit.console.role.Stage;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TopicAdmin;
import io.godwit.replayer.ReplayProgress;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@link Flow} of what reads and what writes, wherever these run; how far they are is asked of Kafka. */
public final class CarriedFlow implements Flow, AutoCloseable {
    private static final Duration DEFINITIONS_PATIENCE = Duration.ofSeconds(60);
    private static final ReplayProgress CLOSED = new ReplayProgress(0, 0, 0, 0, 0, 0, "closed");

    private final FlowParts parts;
    private final FlowLags lags;
    private final Projecting projecting;
    private final Replaying replaying;
    private final boolean listed;
    private volatile ReplayLimits limits;
    private volatile int epoch;
    private volatile boolean prepared;

    /** @param listed whether an earlier process has finished the backfill */
    public CarriedFlow(
            FlowParts parts, Projecting projecting, Replaying replaying, ReplayLimits limits, boolean listed) {
        this.parts = parts;
        this.projecting = projecting;
        this.replaying = replaying;
        this.limits = limits;
        this.listed = listed;
        this.lags = FlowLags.open(parts.kafka(), parts.topics());
    }

    @Override
    public Side from() {
        return parts.side();
    }

    @Override
    public synchronized void open(int nextEpoch) {
        makeTopics();
        epoch = nextEpoch;
        replaying.open(nextEpoch, limits);
        projecting.open(nextEpoch, nextEpoch > 0 || listed);
        prepared = true;
    }

    @Override
    public synchronized void arm(int nextEpoch) {
        makeTopics();
        epoch = nextEpoch;
        projecting.arm(nextEpoch);
        replaying.arm(nextEpoch);
        var unused = replaying.awaitDefinitions(DEFINITIONS_PATIENCE);
        prepared = true;
    }

    private void makeTopics() {
        if (!prepared) {
            try (TopicAdmin admin = TopicAdmin.open(parts.kafka())) {
                admin.ensure(parts.topics().all());
            }
        }
    }

    /** From what produces to what consumes, so that nothing is left half done. */
    @Override
    public synchronized void close() {
        prepared = false;
        projecting.close();
        replaying.close();
    }

    /** For good: nothing of this flow can be asked any more. */
    public void end() {
        close();
        hangUp();
    }

    /** As {@link #end}, but what reads and what writes go on where they are. */
    public void hangUp() {
        lags.close();
    }

    @Override
    public List<String> migrateMetadata() {
        projecting.publishDefinitions();
        return replaying.awaitDefinitions(DEFINITIONS_PATIENCE);
    }

    @Override
    public void startBackfill() {
        projecting.startBackfill();
    }

    @Override
    public BackfillStatus backfill() {
        return projecting.backfill();
    }

    @Override
    public long recorded() {
        return lags.recorded();
    }

    @Override
    public List<Stage> stages() {
        return prepared ? lags.stages(projecting::pending, replaying.waitingDefinitions()) : List.of();
    }

    @Override
    public boolean drained() {
        return nothingWaits() && projecting.resolved() && replaying.definitionsSettled() && nothingWaits();
    }

    private boolean nothingWaits() {
        return stages().stream().allMatch(stage -> stage.waiting() == 0);
    }

    @Override
    public ReplayStatus replay() {
        ReplayProgress progress = replaying.progress().orElse(CLOSED);
        return new ReplayStatus(
                progress.applied(),
                progress.stale(),
                progress.rejected(),
                progress.retried(),
                progress.bytes(),
                prepared ? lags.deadLetters() : 0,
                progress.limit());
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(projecting.problems());
        problems.addAll(replaying.problems());
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
        return lags.awaitPassed(atMost, projecting::awaitResolved);
    }

    @Override
    public boolean refresh(Duration atMost) {
        return replaying.refresh(collections(), atMost);
    }

    @Override
    public void sweep() {
        replaying.sweep(epoch);
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
        return limits;
    }

    @Override
    public void limit(ReplayLimits given) {
        limits = given;
        replaying.limit(given);
    }

    @Override
    public List<String> collections() {
        return projecting.collections();
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
