package io.godwit.projector.projection;

import io.godwit.flow.DeadLetters;
import io.godwit.flow.Delivery;
import io.godwit.flow.FlowLimits;
import io.godwit.flow.FlowSettings;
import io.godwit.flow.Lane;
import io.godwit.flow.LaneFlow;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Changes;
import io.godwit.projector.source.Patience;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * Turns candidates into changes: each record is read from the source as it is now. What an edit left goes to the edits,
 * before any repair; repairs go to the backfill lane. A candidate is acknowledged when its change is acknowledged by
 * Kafka, so none is ever dropped; one that can never be read becomes a dead letter.
 */
public final class Reprojection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reprojection.class);
    private static final int REPAIR_RANK = 9;
    private static final FlowLimits LIMITS = new FlowLimits(20_000, 10_000, 32L << 20);

    private final Projection projection;
    private final Publisher<Change> edits;
    private final Publisher<Change> backfill;
    private final DeadLetters deadLetters;
    private final LaneFlow<Candidate> flow;
    private final DueCandidates inbox = new DueCandidates();
    private final Patience patience;
    private final Thread thread;
    private final Disposable subscription;
    private volatile boolean closed;

    private Reprojection(ProjectorSettings settings, Definitions definitions) {
        Topics topics = settings.topics();
        this.projection = new Projection(settings, definitions);
        this.patience = new Patience(() -> closed);
        this.edits = publisher(settings, topics.edits().name());
        this.backfill = publisher(settings, topics.backfill().name());
        this.deadLetters =
                DeadLetters.open(settings.kafka(), topics.deadLetters().name(), "reprojection");
        FlowSettings lanes = FlowSettings.of(
                        topics.reprojectionGroup(),
                        new Lane(topics.candidates().name(), 0),
                        new Lane(topics.repairs().name(), REPAIR_RANK))
                .withLimits(LIMITS);
        this.flow = LaneFlow.open(
                settings.kafka(),
                lanes,
                settings.wire().format(topics.candidates().name(), Candidate.class)::decode,
                deadLetters);
        this.thread = Thread.ofVirtual().name("reprojection").start(this::loop);
        this.subscription = flow.deliveries()
                .subscribe(inbox::add, error -> LOG.atError().setCause(error).log("reprojection stopped"));
    }

    /** @param definitions not closed by this */
    public static Reprojection start(ProjectorSettings settings, Definitions definitions) {
        return new Reprojection(settings, definitions);
    }

    @Override
    public void close() {
        closed = true;
        flow.close();
        subscription.dispose();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        edits.close();
        backfill.close();
        deadLetters.close();
    }

    private static Publisher<Change> publisher(ProjectorSettings settings, String topic) {
        return Publisher.open(
                settings.kafka(),
                PublisherSettings.lowLatency(topic),
                settings.wire().format(topic, Change.class)::encode);
    }

    private void loop() {
        try {
            while (!closed) {
                List<Delivery<Candidate>> batch = inbox.take();
                if (!batch.isEmpty()) {
                    project(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All of a batch have one rank. */
    private void project(List<Delivery<Candidate>> batch) {
        boolean repair = batch.getFirst().lane().rank() == REPAIR_RANK;
        try {
            Set<RecordKey> records = new LinkedHashSet<>();
            batch.forEach(delivery -> records.add(keyOf(delivery.value())));
            Origin origin = repair ? Origin.REPAIR : Origin.PROJECTION;
            List<Change> changes = patience.ask("records", () -> projection.of(records, origin));
            publish(changes, repair ? backfill : edits);
            batch.forEach(Delivery::acknowledge);
        } catch (RuntimeException e) {
            failed(batch, e);
        }
    }

    private static void publish(List<Change> changes, Publisher<Change> lane) {
        CompletableFuture<?>[] published = new CompletableFuture<?>[changes.size()];
        for (int i = 0; i < published.length; i++) {
            published[i] = lane.publish(Changes.key(changes.get(i)), changes.get(i));
        }
        CompletableFuture.allOf(published).join();
    }

    /** A batch that cannot be projected is tried record by record; one that cannot be projected is given up. */
    private void failed(List<Delivery<Candidate>> batch, RuntimeException error) {
        if (closed) {
            return;
        }
        if (error instanceof CompletionException) {
            LOG.atWarn().setCause(error).log("changes were not published, candidates will be tried again");
            inbox.add(batch);
        } else if (batch.size() > 1) {
            batch.forEach(delivery -> project(List.of(delivery)));
        } else {
            Delivery<Candidate> only = batch.getFirst();
            deadLetters.send(only, "project", error).whenComplete((_, notWritten) -> {
                if (notWritten == null) {
                    only.acknowledge();
                } else {
                    only.fail(notWritten);
                }
            });
        }
    }

    private static RecordKey keyOf(Candidate candidate) {
        return new RecordKey(candidate.getCollection(), candidate.getId(), candidate.getRouting());
    }
}
