package io.godwit.projector.listing;

import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.source.Patience;
import io.godwit.projector.source.SourceIndex;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists every document of the collections onto the backfill lane, two shards at a time. Closed or killed and started
 * again it goes on where it was; what has been listed is not listed again.
 */
public final class Backfill implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
    private static final int READERS = 2;

    private final ProjectorSettings settings;
    private final Slices slices;
    private final Publisher<Change> lane;
    private final Queue<Slice> due = new ConcurrentLinkedQueue<>();
    private final AtomicLong listed = new AtomicLong();
    private final AtomicInteger working = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile long expected = -1;
    private volatile boolean planned;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    private Backfill(ProjectorSettings settings, Slices slices) {
        this.settings = settings;
        this.slices = slices;
        String topic = settings.topics().backfill().name();
        this.lane = Publisher.open(
                settings.kafka(), PublisherSettings.bulk(topic), settings.wire().format(topic, Change.class)::encode);
    }

    /**
     * Begins at once.
     *
     * @param slices not closed by this
     * @param generations collection names and their generations
     */
    public static Backfill start(ProjectorSettings settings, Slices slices, Map<String, String> generations) {
        Backfill backfill = new Backfill(settings, slices);
        backfill.threads.add(Thread.ofVirtual().name("backfill-plan").start(() -> backfill.run(generations)));
        return backfill;
    }

    /** Documents listed since this was started, and acknowledged by Kafka. */
    public long listed() {
        return listed.get();
    }

    /** Documents the cluster said there are when this was started; -1 before it has. */
    public long expected() {
        return expected;
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
        return planned && due.isEmpty() && working.get() == 0;
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : List.copyOf(threads)) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        lane.close();
    }

    private void run(Map<String, String> generations) {
        try {
            Lister lister = new Lister(settings, lane, slices, Origin.LISTING, () -> closed);
            Patience patience = new Patience(() -> closed);
            long count = 0;
            for (Map.Entry<String, String> collection : generations.entrySet()) {
                due.addAll(lister.plan(collection.getKey(), collection.getValue()));
                SourceIndex index = new SourceIndex(settings.from(), collection.getKey());
                count += patience.ask("counting " + collection.getKey(), index::count);
            }
            expected = count;
            List<Thread> readers = new ArrayList<>();
            working.set(READERS);
            planned = true;
            for (int i = 0; i < READERS; i++) {
                readers.add(Thread.ofVirtual().name("backfill-" + i).start(() -> read(lister)));
            }
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void read(Lister lister) {
        try {
            for (Slice slice = due.poll(); slice != null && !closed; slice = due.poll()) {
                lister.list(slice, listed::addAndGet);
            }
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            working.decrementAndGet();
        }
    }

    private void fail(RuntimeException error) {
        if (!closed) {
            failure = error;
            LOG.atError().setCause(error).log("backfill stopped");
        }
    }
}
