package io.godwit.projector.traffic;

import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Candidate;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.wire.Wire;
import io.godwit.schemas.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;

/** The processor on a store that an instance before it has left. */
abstract class StoredExchanges {
    static final long NOW = 1_700_000_000_000L;
    private static final List<String> PARTS = List.of("a", "q0", "r", "s0");

    final PendingExchanges pending = new PendingExchanges();
    private final Topics topics = Topics.of("stored");
    private final Wire wire = Wire.embedded();
    private final WireFormat<Traffic> traffic = wire.format(topics.traffic().name(), Traffic.class);
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(ExchangeProcessor.STORE), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    private ExchangeProcessor processor = processor();

    @BeforeEach
    void openStore() {
        context.setCurrentSystemTimeMs(NOW);
        store.init(context.getStateStoreContext(), store);
    }

    /** Begins to work on what is in the store. */
    void begin() {
        processor.init(context);
    }

    /** As if the process had died and another one had begun. */
    void beginAnew() {
        context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(NOW);
        context.addStateStore(store);
        processor = processor();
        begin();
    }

    void process(List<Traffic> parts) {
        parts.forEach(part -> processor.process(new Record<>(part.getExchange(), traffic.encode(part), NOW)));
    }

    /** What the clock does once a second. */
    void sweep(int times) {
        for (int i = 1; i <= times; i++) {
            context.scheduledPunctuators().getFirst().getPunctuator().punctuate(NOW + i * 1_000L);
        }
    }

    void leave(String exchange, List<Traffic> parts) {
        for (int i = 0; i < parts.size(); i++) {
            store.put(exchange + "\u0000" + PARTS.get(i), traffic.encode(parts.get(i)));
        }
    }

    void remove(String exchange, String part) {
        store.delete(exchange + "\u0000" + part);
    }

    static List<Traffic> update(String exchange) {
        List<Traffic> parts = new ArrayList<>(Captured.request(exchange, "POST", "/i/_update/1", "{\"doc\":{}}"));
        parts.addAll(Captured.response(exchange, 200, DrivenTopology.DONE));
        return parts;
    }

    /** The exchanges of the candidates that were forwarded since the last beginning. */
    List<String> candidates() {
        WireFormat<Candidate> candidates = wire.format(topics.candidates().name(), Candidate.class);
        return context.forwarded().stream()
                .map(forward ->
                        candidates.decode((byte[]) forward.record().value()).getExchange())
                .toList();
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(part -> keys.add(part.key));
        }
        return keys;
    }

    private ExchangeProcessor processor() {
        return new ExchangeProcessor(
                traffic,
                new Interpretation(topics, wire, new InterpreterTest.Collections(), TrafficTimes.DEFAULT),
                TrafficTimes.DEFAULT,
                Captured.EPOCH,
                pending);
    }
}
