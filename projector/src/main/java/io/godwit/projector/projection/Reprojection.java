package io.godwit.projector.projection;

import io.godwit.flow.DeadLetters;
import io.godwit.flow.FlowLimits;
import io.godwit.flow.FlowSettings;
import io.godwit.flow.Lane;
import io.godwit.flow.LaneFlow;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * Turns candidates into changes: each record is read from the source as it is now. What an edit left goes to the edits,
 * before any repair; repairs go to the backfill lane. A candidate is acknowledged when its change is acknowledged by
 * Kafka, so none is ever dropped: one that cannot be read now is read again later, without holding up others; one that
 * can never be read becomes a dead letter.
 */
public final class Reprojection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reprojection.class);
    private static final FlowLimits LIMITS = new FlowLimits(20_000, 10_000, 32L << 20);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final DeadLetters deadLetters;
    private final LaneFlow<Candidate> flow;
    private final DueCandidates inbox = new DueCandidates();
    private final ProjectionWorker worker;
    private final Disposable subscription;
    private volatile @Nullable Throwable failure;

    private Reprojection(ProjectorSettings settings, Definitions definitions) {
        Topics topics = settings.topics();
        this.deadLetters =
                DeadLetters.open(settings.kafka(), topics.deadLetters().name(), "reprojection");
        this.worker = new ProjectionWorker(settings, new Projection(settings, definitions), inbox, deadLetters);
        FlowSettings lanes = FlowSettings.of(
                        topics.reprojectionGroup(),
                        new Lane(topics.candidates().name(), 0),
                        new Lane(topics.repairs().name(), ProjectionWorker.REPAIR_RANK))
                .withLimits(LIMITS)
                .withDrainTimeout(DRAIN);
        this.flow = LaneFlow.open(
                settings.kafka(),
                lanes,
                settings.wire().format(topics.candidates().name(), Candidate.class)::decode,
                deadLetters);
        this.subscription = flow.deliveries().subscribe(inbox::add, this::failed);
    }

    /** @param definitions not closed by this */
    public static Reprojection start(ProjectorSettings settings, Definitions definitions) {
        return new Reprojection(settings, definitions);
    }

    /** Why it has ended by itself; empty while it runs. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether records were read for edits within the last second; somebody waits for these. */
    public boolean readsForEdits() {
        return worker.readsForEdits();
    }

    /** Waits shortly for what is in work; the rest is for the next instance. */
    @Override
    public void close() {
        flow.close();
        subscription.dispose();
        worker.close();
        deadLetters.close();
    }

    private void failed(Throwable error) {
        failure = error;
        LOG.atError().setCause(error).log("reprojection stopped");
    }
}
