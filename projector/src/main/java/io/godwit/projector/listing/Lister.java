package io.godwit.projector.listing;

import io.godwit.flow.PublishFailedException;
import io.godwit.flow.Publisher;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.source.Patience;
import io.godwit.projector.source.ShardBound;
import io.godwit.projector.source.SourceIndex;
import io.godwit.projector.source.StoredDocument;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Lists a collection's shards onto a lane and remembers how far it got. What is remembered is true: a range counts only
 * when Kafka has acknowledged every change of it. Reads a page while the one before is being acknowledged, and holds no more. May be used by several threads.
 */
public final class Lister {
    /** How much is published between two looks at the lane's room. */
    private static final int STRIDE_BYTES = 1 << 20;

    private final ProjectorSettings settings;
    private final Publisher<Change> lane;
    private final Slices slices;
    private final Origin origin;
    private final Changes changes;
    private final Patience patience;
    private final BooleanSupplier stopped;

    public Lister(
            ProjectorSettings settings, Publisher<Change> lane, Slices slices, Origin origin, BooleanSupplier stopped) {
        this.settings = settings;
        this.lane = lane;
        this.slices = slices;
        this.origin = origin;
        this.changes = new Changes(settings.epoch(), origin);
        this.patience = new Patience(stopped);
        this.stopped = stopped;
    }

    /** Told of what {@link #list} does, on its thread or one of Kafka's. */
    public interface Watch {
        Watch NOBODY = new Watch() {};

        /** Kafka has acknowledged this many more documents. */
        default void listed(int documents, long bytes) {}

        /** Asked before each page: false ends the listing there. */
        default boolean wantsMore() {
            return true;
        }

        /** A page was read and is about to be published. */
        default void read() {}

        /** Time went by: in the source, or waiting for Kafka. */
        default void spent(long atSourceNanos, long atKafkaNanos) {}
    }

    /**
     * What there is to list of a collection now, up to the last operation that is done now: see {@link Slices#planned}.
     * All of it can be searched when this returns. Blocks.
     */
    public List<Slice> plan(String collection, String generation) {
        SourceIndex index = new SourceIndex(settings.from(), collection);
        List<ShardBound> bounds = patience.ask("bounds of " + collection, index::bounds);
        patience.run("writes under way in " + collection, () -> index.requireSettled(bounds));
        patience.run("refresh of " + collection, index::refresh);
        List<Slice> planned = new ArrayList<>();
        for (ShardBound shard : bounds) {
            Slice slice = slices.planned(collection, generation, shard.shard(), origin, shard.maxSeqNo() + 1);
            await(slices.put(slice, origin));
            planned.add(slice);
        }
        return planned;
    }

    /**
     * Lists one slice to its end, or until stopped or no more is wanted. Blocks; an interrupt ends it with {@link CancellationException}.
     *
     * @return whether its end was reached
     * @throws PublishFailedException when Kafka did not take it; what is remembered is still true
     */
    public boolean list(Slice slice, Watch watch) {
        ShardRange range = new ShardRange(slice.getCollection(), slice.getShard(), slice.getNext(), slice.getBound());
        ShardListing listing = ShardListing.documents(settings.from(), range, patience);
        long total = slice.getListed();
        CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
        while (!listing.finished() && watch.wantsMore() && !stopped.getAsBoolean()) {
            long start = System.nanoTime();
            List<StoredDocument> documents = listing.read();
            long read = System.nanoTime();
            watch.read();
            long bytes = listing.bytes();
            total += documents.size();
            Slice reached = Slices.reached(slice, listing.next(), total);
            // a range is remembered before the next one is published: a kill repeats one at most
            await(before);
            before = publish(slice, documents)
                    .thenRun(CrashPoint.RANGE_BEFORE_LISTING::pass)
                    .thenCompose(_ -> slices.put(reached, origin))
                    .thenRun(() -> watch.listed(documents.size(), bytes));
            watch.spent(read - start, System.nanoTime() - read);
        }
        await(before);
        return listing.finished();
    }

    private CompletableFuture<Void> publish(Slice slice, List<StoredDocument> documents) {
        CompletableFuture<?>[] published = new CompletableFuture<?>[documents.size()];
        int bytes = STRIDE_BYTES;
        for (int i = 0; i < published.length; i++) {
            Change change = changes.put(slice.getCollection(), slice.getGeneration(), documents.get(i));
            if (bytes >= STRIDE_BYTES) {
                await(lane.room());
                bytes = 0;
            }
            bytes += change.getBody().remaining();
            published[i] = lane.publish(Changes.key(change), change);
        }
        return CompletableFuture.allOf(published);
    }

    private static void await(CompletableFuture<Void> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while publishing");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PublishFailedException failed ? failed : new IllegalStateException(e);
        }
    }
}
