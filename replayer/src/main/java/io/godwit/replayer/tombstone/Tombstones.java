package io.godwit.replayer.tombstone;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.PartitionOwner;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TableReader;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Tombstone;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every removal of one flow with its revision, remembered for the life of the migration on a compacted topic and in
 * memory. A target forgets a delete's version after {@code index.gc_deletes}, or when a shard is opened anew; this does
 * not. A tombstone is never taken back: a newer Put has a higher revision and passes it.
 */
public final class Tombstones implements PartitionOwner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tombstones.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Removals removals = new Removals();
    private final Publisher<Tombstone> publisher;
    private final TableReader<String, Tombstone> reader;

    /**
     * A removal.
     *
     * @param revision at which the record was removed
     * @param generation of its collection
     */
    public record Remembered(long revision, String generation) {}

    private Tombstones(ClientProperties kafka, String topic, WireFormat<Tombstone> wire) {
        this.publisher = Publisher.open(kafka, PublisherSettings.lowLatency(topic), wire::encode);
        this.reader = TableReader.open(kafka, topic, key -> key, wire::decode, (key, tombstone) -> {
            if (tombstone != null) {
                learn(key, tombstone);
            }
        });
    }

    public static Tombstones open(ClientProperties kafka, Topics topics, Wire wire) {
        String topic = topics.tombstones().name();
        return new Tombstones(kafka, topic, wire.format(topic, Tombstone.class));
    }

    /** Whether this Put is older than a removal of its record in the same generation. */
    public boolean refuses(String key, Change put) {
        return removals.refuses(key, put.getRevision(), put.getGeneration());
    }

    /**
     * Remembers a removal: in memory at once, and durably when the future completes. The removal's delivery must not be
     * acknowledged before. One that is older than what is known of its record is not written, because the topic keeps
     * only what was written last.
     */
    public CompletableFuture<Void> add(String key, Change removal) {
        Remembered known = removals.add(key, new Remembered(removal.getRevision(), removal.getGeneration()));
        if (known.revision() > removal.getRevision()) {
            return CompletableFuture.completedFuture(null);
        }
        return publisher.publish(
                key,
                Tombstone.newBuilder()
                        .setCollection(removal.getCollection())
                        .setGeneration(removal.getGeneration())
                        .setId(removal.getId())
                        .setRouting(removal.getRouting())
                        .setRevision(removal.getRevision())
                        .setOccurredAt(removal.getOccurredAt())
                        .build());
    }

    public int size() {
        return removals.size();
    }

    /** Waits until all that was written until now, by whomever, is known here; blocks. */
    public void requireCaughtUp() {
        if (!reader.awaitCaughtUp(PATIENCE)) {
            throw new IllegalStateException("tombstones could not be read within " + PATIENCE);
        }
    }

    /** Each record whose newest removal is of this epoch, once. */
    public void forEach(int epoch, BiConsumer<RecordKey, Remembered> consumer) {
        removals.forEach(epoch, (key, removal) -> consumer.accept(RecordKey.parse(key), removal));
    }

    /** No record of a partition is delivered before every tombstone written until now is known. */
    @Override
    public CompletableFuture<Void> take(Set<Integer> partitions) {
        return reader.caughtUp().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void release(Set<Integer> partitions) {
        // all tombstones of the flow are kept: another instance's are only never asked for
    }

    @Override
    public void close() {
        reader.close();
        publisher.close();
    }

    /**
     * One that was stopped for a while may write an older removal after a newer one, and compaction keeps what was written
     * last: the newer one is written again, before that can be.
     */
    private void learn(String key, Tombstone read) {
        Remembered known = removals.add(key, new Remembered(read.getRevision(), read.getGeneration()));
        if (known.revision() > read.getRevision()) {
            var _ = publisher
                    .publish(
                            key,
                            Tombstone.newBuilder(read)
                                    .setRevision(known.revision())
                                    .build())
                    .whenComplete((_, error) -> {
                        if (error != null) {
                            LOG.atWarn().setCause(error).log("newer tombstone was not written again");
                        }
                    });
        }
    }
}
