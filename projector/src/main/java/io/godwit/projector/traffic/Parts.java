package io.godwit.projector.traffic;

import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponseHead;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The parts of exchanges in the topology's store: {@code exchange NUL part} to the part as it came. An exchange's head
 * sorts before its other parts, so that it is found first and removed first. For the topology's thread.
 */
final class Parts {
    private static final char SEPARATOR = '\u0000';
    private static final char AFTER_SEPARATOR = '\u0001';
    private static final String HEAD = "a";
    /** Says that no answer will come; holds the head once more. */
    private static final String ENDED = "u";

    private final KeyValueStore<String, byte[]> store;
    private final WireFormat<Traffic> wire;

    Parts(KeyValueStore<String, byte[]> store, WireFormat<Traffic> wire) {
        this.store = store;
        this.wire = wire;
    }

    /** Keeps a part of a request or of an answer. */
    void put(Traffic part, byte[] value) {
        store.put(part.getExchange() + SEPARATOR + name(part.getEvent()), value);
    }

    private static String name(Object event) {
        return switch (event) {
            case RequestHead _ -> HEAD;
            case RequestPart part -> "q" + part.getIndex();
            case ResponseHead _ -> "r";
            case ResponsePart part -> "s" + part.getIndex();
            default -> throw new IllegalArgumentException("no part of an exchange: " + event);
        };
    }

    /** Whoever finds the exchange here later need not wait for an answer. Without effect if it has not begun. */
    void end(String exchange) {
        byte[] head = head(exchange);
        if (head != null) {
            store.put(exchange + SEPARATOR + ENDED, head);
        }
    }

    /** Null when it is not there. */
    byte @Nullable [] head(String exchange) {
        return store.get(exchange + SEPARATOR + HEAD);
    }

    Assembly assemble(String exchange) {
        Assembly assembly = new Assembly();
        try (KeyValueIterator<String, byte[]> found = ofExchange(exchange)) {
            while (found.hasNext()) {
                assembly.add(wire.decode(found.next().value));
            }
        }
        return assembly;
    }

    void forget(String exchange) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = ofExchange(exchange)) {
            while (found.hasNext()) {
                keys.add(found.next().key);
            }
        }
        keys.forEach(store::delete);
    }

    /** The heads of all exchanges. */
    List<Traffic> heads() {
        List<Traffic> heads = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> part = all.next();
                if (part.key.endsWith(SEPARATOR + HEAD)) {
                    heads.add(wire.decode(part.value));
                }
            }
        }
        return heads;
    }

    /**
     * What an instance before this one left. Parts without their head are removed: their removal was cut off, and nothing
     * can come of them.
     *
     * @param keep told of each part of what has begun, and whether it says that no answer will come; false removes it
     */
    void restore(Predicate<String> begun, BiPredicate<Traffic, Boolean> keep) {
        List<String> removed = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> part = all.next();
                Traffic traffic = wire.decode(part.value);
                boolean whole = part.key.endsWith(SEPARATOR + HEAD) || begun.test(traffic.getExchange());
                if (!whole || !keep.test(traffic, part.key.endsWith(SEPARATOR + ENDED))) {
                    removed.add(part.key);
                }
            }
        }
        removed.forEach(store::delete);
    }

    private KeyValueIterator<String, byte[]> ofExchange(String exchange) {
        return store.range(exchange + SEPARATOR, exchange + AFTER_SEPARATOR);
    }
}
