package io.godwit.projector.listing;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TableReader;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Slice;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far every shard was listed, on the compacted topic {@code <flow>.listing}. Thread-safe. */
public final class Slices implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, Slice> known = new ConcurrentHashMap<>();
    private final Publisher<Slice> publisher;

    private Slices(Publisher<Slice> publisher) {
        this.publisher = publisher;
    }

    /** Reads what is known so far; blocks. */
    public static Slices open(ClientProperties kafka, Topics topics, Wire wire) {
        String topic = topics.listing().name();
        WireFormat<Slice> format = wire.format(topic, Slice.class);
        Slices slices = new Slices(Publisher.open(kafka, PublisherSettings.lowLatency(topic), format::encode));
        try (TableReader<String, Slice> reader = TableReader.open(kafka, topic, key -> key, format::decode)) {
            if (!reader.awaitCaughtUp(PATIENCE)) {
                throw new IllegalStateException("topic '" + topic + "' could not be read within " + PATIENCE);
            }
            slices.known.putAll(reader.view());
        }
        return slices;
    }

    /** First sequence number of a shard that was not listed yet; 0 for what was never listed. */
    long next(String collection, String generation, int shard) {
        Slice slice = known.get(key(collection, generation, shard));
        return slice == null ? 0 : slice.getNext();
    }

    /** How many documents were listed of all collections. */
    public long listed() {
        return known.values().stream().mapToLong(Slice::getListed).sum();
    }

    void put(Slice slice) {
        String key = key(slice.getCollection(), slice.getGeneration(), slice.getShard());
        known.put(key, slice);
        // losing it costs only a range listed twice
        publisher.publish(key, slice).exceptionally(_ -> null);
    }

    static Slice slice(String collection, String generation, int shard, long next, long bound) {
        return Slice.newBuilder()
                .setCollection(collection)
                .setGeneration(generation)
                .setShard(shard)
                .setNext(next)
                .setBound(bound)
                .setListed(0)
                .setAt(System.currentTimeMillis())
                .build();
    }

    static Slice reached(Slice slice, long next, long listed) {
        return Slice.newBuilder(slice)
                .setNext(next)
                .setListed(listed)
                .setAt(System.currentTimeMillis())
                .build();
    }

    private static String key(String collection, String generation, int shard) {
        return collection + "/" + generation + "/" + shard;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
