package io.godwit.projector.listing;

import io.godwit.flow.PublishFailedException;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.projector.ProjectorSettings;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists every document of the collections onto the backfill lane, two shards at a time. Closed or killed and started
 * again it goes on where it was: of each shard at most the range that was on its way is listed again. A
 * collection that goes away meanwhile is done. Waits for a source or a Kafka that does not answer as long as it takes.
 */
public final class Backfill implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
    private static final int READERS = 2;
    private static final Duration KAFKA_PAUSE = Duration.ofSeconds(1);

    private final ProjectorSettings settings;
    private final Slices slices;
    private final Publisher<Change> lane;
    private final Lister lister;
    private final Queue<Slice> due = new ConcurrentLinkedQueue<>();
    private final Gate gate = new Gate();
    private final Tally tally = new Tally(gate);
    private final Turns turns;
    private final Thread plan;
    private volatile boolean planned;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    private Backfill(
            ProjectorSettings settings, Slices slices, Map<String, String> generations, BooleanSupplier besideEdits) {
        this.settings = settings;
        this.turns = new Turns(besideEdits);
        this.slices = slices;
        String topic = settings.topics().backfill().name();
        this.lane = Publisher.open(
                settings.kafka(), PublisherSettings.bulk(topic), settings.wire().format(topic, Change.class)::encode);
        this.lister = new Lister(settings, lane, slices, Origin.LISTING, () -> closed);
        this.plan = Thread.ofVirtual().name("backfill-plan").unstarted(() -> run(generations));
    }

    /**
     * Begins at once, where nobody else reads from the source.
     *
     * @param slices not closed by this
     * @param generations collection names and their generations
     */
    public static Backfill start(ProjectorSettings settings, Slices slices, Map<String, String> generations) {
        return start(settings, slices, generations, () -> false);
    }

    /**
     * Begins at once.
     *
     * @param slices not closed by this
     * @param generations collection names and their generations
     * @param besideEdits whether records are read from the source for edits, which it shall not hold up
     */
    public static Backfill start(
            ProjectorSettings settings, Slices slices, Map<String, String> generations, BooleanSupplier besideEdits) {
        Backfill backfill = new Backfill(settings, slices, generations, besideEdits);
        backfill.plan.start();
        return backfill;
    }

    /** Documents listed since this was started, and acknowledged by Kafka. */
    public long listed() {
        return tally.documents();
    }

    /** Documents the cluster said there are when this was started; -1 before it has. */
    public long expected() {
        return tally.expected();
    }

    public ListingProgress progress() {
        return tally.progress();
    }

    /** The pages on their way are finished; no new one is asked for until {@link #resume()}. */
    public void pause() {
        gate.shut();
    }

    /** Undoes {@link #pause()}. */
    public void resume() {
        gate.open();
    }

    /** Whether it is settled what is to be listed: what is written from now on is not. */
    public boolean planned() {
        return planned;
    }

    /**
     * Whether everything is on the lane.
     *
     * @throws IllegalStateException when it cannot go on, with the reason
     */
    public boolean finished() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new IllegalStateException("backfill stopped: " + failed.getMessage(), failed);
        }
        return planned && tally.allDone();
    }

    @Override
    public void close() {
        closed = true;
        plan.interrupt();
        try {
            plan.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lane.close();
    }

    private void run(Map<String, String> generations) {
        List<Thread> readers = new ArrayList<>();
        try {
            due.addAll(new ListingPlan(settings, lister, tally, () -> closed).make(generations));
            planned = true;
            for (int i = 0; i < READERS; i++) {
                readers.add(Thread.ofVirtual().name("backfill-" + i).start(this::read));
            }
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException e) {
            stop(readers);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private static void stop(List<Thread> readers) {
        readers.forEach(Thread::interrupt);
        try {
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            for (Slice slice = due.poll(); slice != null && !closed; slice = due.poll()) {
                listToEnd(slice);
            }
        } catch (InterruptedException | CancellationException e) {
            LOG.atDebug().log("backfill interrupted");
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Kafka may be away for long: then what is remembered is where to go on. */
    private void listToEnd(Slice slice) throws InterruptedException {
        Slice left = slice;
        while (!closed) {
            gate.pass();
            try (Turns.Turn turn = turns.of(tally.watch(slice.getCollection()))) {
                if (lister.list(left, turn)) {
                    tally.finished(slice);
                    return;
                }
            } catch (PublishFailedException e) {
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("collection", slice.getCollection())
                        .log("listing goes on later");
                Thread.sleep(KAFKA_PAUSE);
            } catch (RuntimeException e) {
                if (!ListingPlan.isGone(settings.from(), slice, e)) {
                    throw e;
                }
                LOG.atInfo()
                        .addKeyValue("collection", slice.getCollection())
                        .log("collection went away, listed no more");
                tally.finished(slice);
                return;
            }
            left = slices.current(slice);
        }
    }

    private void fail(RuntimeException error) {
        if (!closed) {
            failure = error;
            LOG.atError().setCause(error).log("backfill stopped");
        }
    }
}
