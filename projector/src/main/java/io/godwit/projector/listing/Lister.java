package io.godwit.projector.listing;

import io.godwit.flow.Publisher;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * Lists a collection's shards onto a lane and remembers how far it got. What is remembered is true: a range counts only
 * when Kafka has acknowledged every change of it.
 */
public final class Lister {
    private final ProjectorSettings settings;
    private final Publisher<Change> lane;
    private final Slices slices;
    private final Changes changes;
    private final Patience patience;
    private final java.util.function.BooleanSupplier stopped;

    public Lister(
            ProjectorSettings settings,
            Publisher<Change> lane,
            Slices slices,
            Origin origin,
            java.util.function.BooleanSupplier stopped) {
        this.settings = settings;
        this.lane = lane;
        this.slices = slices;
        this.changes = new Changes(settings.epoch(), origin);
        this.patience = new Patience(stopped);
        this.stopped = stopped;
    }

    /**
     * What there is to list of a collection now: per shard, from where the last listing ended up to what is written now,
     * or what an unfinished listing has left.
     */
    public List<Slice> plan(String collection, String generation) {
        SourceIndex index = new SourceIndex(settings.from(), collection);
        return patience.ask("planning " + collection, () -> {
            List<Slice> planned = new ArrayList<>();
            List<ShardBound> bounds = index.bounds();
            index.refresh();
            for (ShardBound shard : bounds) {
                long next = slices.next(collection, generation, shard.shard());
                planned.add(Slices.slice(collection, generation, shard.shard(), next, shard.maxSeqNo() + 1));
            }
            return planned;
        });
    }

    /** Lists one slice to its end, or until stopped; {@code listed} is told of each acknowledged range. Blocks. */
    public void list(Slice slice, LongConsumer listed) {
        ShardListing listing = new ShardListing(
                settings.from(),
                slice.getCollection(),
                slice.getShard(),
                slice.getNext(),
                slice.getBound(),
                true,
                patience);
        long total = slice.getListed();
        CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
        while (!listing.finished() && !stopped.getAsBoolean()) {
            List<StoredDocument> documents = listing.read();
            total += documents.size();
            Slice reached = Slices.reached(slice, listing.next(), total);
            lane.room().join();
            // ranges are acknowledged in order, while the next one is being read already
            CompletableFuture<Void> range = publish(slice, documents);
            before.join();
            before = range.thenRun(() -> {
                slices.put(reached);
                listed.accept(documents.size());
            });
        }
        before.join();
    }

    private CompletableFuture<Void> publish(Slice slice, List<StoredDocument> documents) {
        CompletableFuture<?>[] published = new CompletableFuture<?>[documents.size()];
        for (int i = 0; i < published.length; i++) {
            Change change = changes.put(slice.getCollection(), slice.getGeneration(), documents.get(i));
            published[i] = lane.publish(Changes.key(change), change);
        }
        return CompletableFuture.allOf(published);
    }
}
