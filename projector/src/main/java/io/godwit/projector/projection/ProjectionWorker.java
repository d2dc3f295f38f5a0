package io.godwit.projector.projection;

import io.godwit.flow.DeadLetters;
import io.godwit.flow.Delivery;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.listing.Changes;
import io.godwit.projector.source.IncompleteAnswerException;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Origin;
import io.godwit.search.SearchRefusedException;
import io.godwit.search.SearchUnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The thread that projects what is due, a batch at a time. Batches are small where records are large. The next one is read
 * while Kafka takes the last ones.
 */
final class ProjectionWorker implements AutoCloseable {
    static final int REPAIR_RANK = 9;

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_RECORDS = 128;
    private static final int FEWEST_UNANSWERED = 8;
    private static final long WANTED_BYTES = 8L << 20;
    private static final int MOST_UNDER_WAY = 4;
    private static final long JUST_NOW_NANOS = 1_000_000_000L;

    private final Projection projection;
    private final Publisher<Change> edits;
    private final Publisher<Change> backfill;
    private final DueCandidates inbox;
    private final StillWritten stillWritten;
    private final DeadLetters deadLetters;
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final Thread thread;
    private int most = MOST_RECORDS;
    private volatile long lastRead = System.nanoTime() - JUST_NOW_NANOS;
    private volatile boolean closed;

    ProjectionWorker(ProjectorSettings settings, Projection projection, DueCandidates inbox, DeadLetters deadLetters) {
        this.projection = projection;
        this.stillWritten = new StillWritten(settings.from());
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.edits = publisher(settings, settings.topics().edits().name());
        this.backfill = publisher(settings, settings.topics().backfill().name());
        this.thread = Thread.ofVirtual().name("reprojection").start(this::loop);
    }

    /** Whether records were read for edits within the last second. */
    boolean readsForEdits() {
        return System.nanoTime() - lastRead < JUST_NOW_NANOS;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // fails what Kafka has not taken, which ends a thread that waits for it
        edits.close();
        backfill.close();
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
                List<DueCandidates.Due> batch = inbox.take(most);
                if (!batch.isEmpty()) {
                    attempt(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Some of them may be the reason why the source does not answer now: the others need not wait with them. */
    private void attempt(List<DueCandidates.Due> batch) {
        Halving.attempt(batch, this::settled, part -> inbox.again(part, part.size()));
    }

    /** Whether nothing is left to do now. A batch that can never be projected as it is is tried record by record. */
    private boolean settled(List<DueCandidates.Due> batch) {
        try {
            project(batch);
            return true;
        } catch (RuntimeException e) {
            if (closed) {
                return true;
            }
            if (isTransient(e)) {
                return isPutOff(batch, e);
            }
            if (batch.size() > 1) {
                batch.forEach(one -> attempt(List.of(one)));
            } else {
                giveUp(batch.getFirst().delivery(), e);
            }
            return true;
        }
    }

    /** Where nothing answers at all, halves would not be answered either; fewer next time, in case it was too much. */
    private boolean isPutOff(List<DueCandidates.Due> batch, RuntimeException error) {
        tellPutOff(batch, error);
        if (error instanceof IncompleteAnswerException || error instanceof SearchRefusedException) {
            return false;
        }
        again(batch);
        return true;
    }

    private void putOff(List<DueCandidates.Due> batch, Throwable error) {
        tellPutOff(batch, error);
        again(batch);
    }

    private void again(List<DueCandidates.Due> batch) {
        inbox.again(batch, Math.max(FEWEST_UNANSWERED, batch.size() / 2));
    }

    private static void tellPutOff(List<DueCandidates.Due> batch, Throwable error) {
        LOG.atLevel(batch.size() > 1 || batch.getFirst().attempts() == 0 ? Level.INFO : Level.DEBUG)
                .addKeyValue("records", batch.size())
                .addKeyValue("error", error.getMessage())
                .log("records could not be projected now");
    }

    private static boolean isTransient(RuntimeException error) {
        return error instanceof SearchUnavailableException
                || error instanceof IncompleteAnswerException
                || error instanceof CompletionException
                || (error instanceof SearchRefusedException refused && refused.retriable());
    }

    /** All of a batch have one rank and one collection. */
    private void project(List<DueCandidates.Due> due) {
        List<DueCandidates.Due> batch = new ArrayList<>(due);
        List<DueCandidates.Due> early = stillWritten.among(due);
        batch.removeAll(early);
        if (!batch.isEmpty()) {
            projectNow(batch);
        }
        inbox.again(early);
    }

    private void projectNow(List<DueCandidates.Due> batch) {
        boolean repair = batch.getFirst().rank() == REPAIR_RANK;
        if (!repair) {
            lastRead = System.nanoTime();
        }
        Set<RecordKey> records = new LinkedHashSet<>();
        batch.forEach(one -> records.add(keyOf(one)));
        Map<RecordKey, Projected> projected = projection.of(records, repair ? Origin.REPAIR : Origin.PROJECTION);
        List<Change> changes = new ArrayList<>();
        for (Projected one : projected.values()) {
            if (one instanceof Projected.Made made) {
                changes.add(made.change());
            }
        }
        CompletableFuture<Void> published = publish(changes, repair ? backfill : edits);
        adapt(changes);
        underWay.acquireUninterruptibly();
        var unused = published.whenComplete((_, failure) -> {
            underWay.release();
            if (failure == null) {
                settle(batch, projected);
            } else if (!closed) {
                putOff(batch, failure);
            }
        });
    }

    private void settle(List<DueCandidates.Due> batch, Map<RecordKey, Projected> projected) {
        List<DueCandidates.Due> again = new ArrayList<>();
        for (DueCandidates.Due one : batch) {
            if (!settle(one, projected.getOrDefault(keyOf(one), new Projected.Later("not answered")))) {
                again.add(one);
            }
        }
        inbox.again(again);
    }

    /** False when it must be read again. */
    private boolean settle(DueCandidates.Due one, Projected projected) {
        switch (projected) {
            case Projected.Made _, Projected.Gone _ -> one.delivery().acknowledge();
            case Projected.Later later -> {
                LOG.atDebug().addKeyValue("reason", later.why()).log("record will be read again");
                return false;
            }
            case Projected.Impossible impossible ->
                giveUp(one.delivery(), new UnprojectableException(impossible.why()));
        }
        return true;
    }

    /** Complete when Kafka has all; blocks while too much is on its way there. */
    private static CompletableFuture<Void> publish(List<Change> changes, Publisher<Change> lane) {
        CompletableFuture<?>[] published = new CompletableFuture<?>[changes.size()];
        for (int i = 0; i < published.length; i++) {
            lane.room().join();
            published[i] = lane.publish(Changes.key(changes.get(i)), changes.get(i));
        }
        return CompletableFuture.allOf(published);
    }

    private void adapt(List<Change> changes) {
        long bytes = 0;
        for (Change change : changes) {
            ByteBuffer body = change.getBody();
            bytes += body == null ? 0 : body.remaining();
        }
        if (!changes.isEmpty()) {
            most = Math.clamp(WANTED_BYTES / Math.max(1, bytes / changes.size()), 1, MOST_RECORDS);
        }
    }

    private void giveUp(Delivery<Candidate> delivery, RuntimeException error) {
        LOG.atWarn()
                .addKeyValue("error", error.getMessage())
                .addKeyValue("origin", delivery.origin())
                .log("candidate given up");
        var unused = deadLetters.send(delivery, "project", error).whenComplete((_, notWritten) -> {
            if (notWritten == null) {
                CrashPoint.DEAD_LETTER_BEFORE_ACKNOWLEDGE.pass();
                delivery.acknowledge();
            } else {
                delivery.fail(notWritten);
            }
        });
    }

    private static RecordKey keyOf(DueCandidates.Due one) {
        Candidate candidate = one.delivery().value();
        return new RecordKey(candidate.getCollection(), candidate.getId(), candidate.getRouting());
    }
}
