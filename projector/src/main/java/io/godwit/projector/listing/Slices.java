package io.godwit.projector.listing;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.Publisher;
import io.godwit.flow.PublisherSettings;
import io.godwit.flow.TableReader;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Origin;
import io.godwit.schemas.avro.Slice;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far every shard was listed, on the compacted topic {@code <flow>.listing}: once by the backfill, and above that by
 * rescans. Thread-safe.
 */
public final class Slices implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String RESCAN = "/rescan";

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

    /** How many documents the backfill has listed of all collections. */
    public long listed() {
        return known.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith(RESCAN))
                .mapToLong(entry -> entry.getValue().getListed())
                .sum();
    }

    /**
     * Whether all that was ever planned of these collections is listed.
     *
     * @param generations collection names and their generations
     */
    public boolean isListed(Map<String, String> generations) {
        return known.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith(RESCAN))
                .map(Map.Entry::getValue)
                .filter(slice -> slice.getGeneration().equals(generations.get(slice.getCollection())))
                .allMatch(slice -> slice.getNext() >= slice.getBound());
    }

    /**
     * What is to be listed of a shard up to {@code bound}. The backfill goes on where it was, up to where it was to end when
     * it began: what came later is on the traffic or for rescans to find, and a backfill that has been finished must not
     * be begun again for it, because nobody may carry it out. A rescan begins where the
     * backfill will end, or where the last rescan did: what is below, the backfill finds. Where a shard was rescanned and
     * never listed, the rescan has found all of it.
     */
    Slice planned(String collection, String generation, int shard, Origin origin, long bound) {
        String key = collection + "/" + generation + "/" + shard;
        Optional<Slice> listing = Optional.ofNullable(known.get(key));
        long rescanned =
                Optional.ofNullable(known.get(key + RESCAN)).map(Slice::getNext).orElse(0L);
        long next = origin == Origin.LISTING
                ? listing.map(Slice::getNext).orElse(rescanned)
                : Math.max(rescanned, listing.map(Slice::getBound).orElse(0L));
        long end = origin == Origin.LISTING ? listing.map(Slice::getBound).orElse(bound) : bound;
        long listed = origin == Origin.LISTING ? listing.map(Slice::getListed).orElse(0L) : 0;
        return Slice.newBuilder()
                .setCollection(collection)
                .setGeneration(generation)
                .setShard(shard)
                .setNext(next)
                .setBound(Math.max(next, end))
                .setListed(listed)
                .setAt(System.currentTimeMillis())
                .build();
    }

    /** The same slice of the backfill as far as it is carried out by now. */
    Slice current(Slice slice) {
        return known.getOrDefault(key(slice, Origin.LISTING), slice);
    }

    /** Remembers a plan, or how far it was carried out; complete when Kafka has it. */
    CompletableFuture<Void> put(Slice slice, Origin origin) {
        String key = key(slice, origin);
        known.put(key, slice);
        return publisher.publish(key, slice);
    }

    private static String key(Slice slice, Origin origin) {
        String key = slice.getCollection() + "/" + slice.getGeneration() + "/" + slice.getShard();
        return origin == Origin.LISTING ? key : key + RESCAN;
    }

    static Slice reached(Slice slice, long next, long listed) {
        return Slice.newBuilder(slice)
                .setNext(next)
                .setListed(listed)
                .setAt(System.currentTimeMillis())
                .build();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
