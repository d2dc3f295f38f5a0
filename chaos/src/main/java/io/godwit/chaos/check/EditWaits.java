package io.godwit.chaos.check;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.LogReader;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchUnavailableException;
import io.godwit.trial.shop.ShopDocuments;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * I4, measured from outside: takes the newest edit on the lane, again and again, and asks the copy for that record until
 * it shows it. Works on a thread of its own.
 */
public final class EditWaits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EditWaits.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration GIVEN_UP = Duration.ofMinutes(3);
    private static final long LEAST_BOUND_MILLIS = 2_000;
    private static final long BATCH_MILLIS = 1_000;
    private static final long POLL_MILLIS = 20;
    private static final long PAUSE_MILLIS = 50;
    /** So that the 99th percentile is not the worst of a few. */
    private static final int ENOUGH = 100;

    /** An edit, and when it was seen on its lane. */
    private record Edit(RecordKey record, long revision, Instant at) {}

    /**
     * What surrounds a sample.
     *
     * @param backfillWaits whether there is a backlog at this moment
     * @param calmSince whether nothing was done to the run since that time
     */
    public record Surroundings(BooleanSupplier backfillWaits, Predicate<Instant> calmSince) {}

    private final SearchCluster copy;
    private final Surroundings surroundings;
    private final AtomicReference<@Nullable Edit> newest = new AtomicReference<>();
    private final Waits all = new Waits();
    private final Waits beside = new Waits();
    private final Waits calm = new Waits();
    private final Waits alone = new Waits();
    private final AtomicInteger lost = new AtomicInteger();
    private final LogReader<Change> lane;
    private final Thread thread;
    private volatile @Nullable Edit sampled;
    private volatile boolean removedMeanwhile;
    private volatile boolean stopping;

    private EditWaits(ClientProperties kafka, String topic, SearchCluster copy, Surroundings surroundings) {
        this.copy = copy;
        this.surroundings = surroundings;
        this.lane = LogReader.open(kafka, topic, Wire.embedded().format(topic, Change.class)::decode, this::see);
        this.thread = Thread.ofPlatform().name("edit-waits").daemon().start(this::work);
    }

    /** Begins to sample the edits of that flow, which end at {@code copy}. */
    public static EditWaits start(ClientProperties kafka, Topics flow, SearchCluster copy, Surroundings surroundings) {
        return new EditWaits(kafka, flow.edits().name(), copy, surroundings);
    }

    /** Whether enough was measured without a fault while a backfill waits. */
    public boolean knowsBeside() {
        return calm.count() >= ENOUGH;
    }

    /** Whether enough was measured without a fault and without a backfill. */
    public boolean knowsAlone() {
        return alone.count() >= ENOUGH;
    }

    /** What became of it: not more than twice as long as without a backlog, and one request of it. */
    public Finding finding() {
        long bound = Math.max(LEAST_BOUND_MILLIS, 2 * alone.percentile(99) + BATCH_MILLIS);
        boolean enough = knowsBeside() && knowsAlone();
        boolean bounded = !enough || calm.percentile(99) <= bound;
        return new Finding(
                "I4",
                "the wait of an edit is bounded",
                bounded && lost.get() == 0,
                "while a backfill waits: " + beside + "; of these without a fault: " + calm
                        + "; without a fault or a backfill: " + alone + "; bound of the p99 " + bound + " ms"
                        + (enough ? "" : ", not judged: too few") + "; the whole run: " + all + "; never applied: "
                        + lost);
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lane.close();
    }

    private void see(LogReader.Entry<Change> entry) {
        Change change = entry.value();
        RecordKey record = new RecordKey(change.getCollection(), change.getId(), change.getRouting());
        Edit now = sampled;
        if (now != null && change.getOp() == Op.REMOVE && now.record().equals(record)) {
            removedMeanwhile = true;
        }
        boolean fresh = Duration.between(entry.origin().timestamp(), Instant.now())
                        .abs()
                        .compareTo(FRESH)
                < 0;
        // an index that is removed as a whole takes the edit with it
        boolean stays = !ShopDocuments.isExtra(record.collection());
        if (fresh && stays && change.getOp() == Op.PUT) {
            newest.set(new Edit(record, change.getRevision(), Instant.now()));
        }
    }

    private void work() {
        try {
            while (!stopping) {
                Edit edit = newest.getAndSet(null);
                if (edit != null) {
                    sample(edit);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("edits are sampled no more");
        }
    }

    private void sample(Edit edit) throws InterruptedException {
        removedMeanwhile = false;
        sampled = edit;
        boolean waits = surroundings.backfillWaits().getAsBoolean();
        long waited = 0;
        while (!stopping && !removedMeanwhile && waited < GIVEN_UP.toMillis()) {
            boolean there = isThere(edit);
            waited = Duration.between(edit.at(), Instant.now()).toMillis();
            if (there) {
                note(edit, waited, waits);
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
        if (waited >= GIVEN_UP.toMillis()) {
            lost.incrementAndGet();
        }
    }

    private void note(Edit edit, long waited, boolean backfillWaits) {
        boolean quiet = surroundings.calmSince().test(edit.at());
        all.add(waited);
        if (backfillWaits) {
            beside.add(waited);
        }
        if (quiet) {
            (backfillWaits ? calm : alone).add(waited);
        }
    }

    private boolean isThere(Edit edit) {
        RecordKey record = edit.record();
        String path = "/" + SearchPath.encode(record.collection()) + "/_doc/" + SearchPath.encode(record.id())
                + "?_source=false"
                + record.routing()
                        .map(routing -> "&routing=" + SearchPath.encode(routing))
                        .orElse("");
        try {
            SearchAnswer answer = copy.get(path);
            return answer.status() == 200 && answer.json().path("_version").asLong(0) >= edit.revision();
        } catch (SearchUnavailableException e) {
            LOG.atTrace().setCause(e).log("the copy does not answer, will be asked again");
            return false;
        }
    }
}
