package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/**
 * Of what clients wrote before they left this side and came back nothing is read again: what this side holds while they
 * are away is older than what they have.
 */
class EarlierEpochTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final List<String> PARTS = List.of("a", "q0", "r", "s0");

    private final Topics topics = Topics.of("epochs");
    private final Wire wire = Wire.embedded();
    private final WireFormat<Traffic> traffic = wire.format(topics.traffic().name(), Traffic.class);
    private final PendingExchanges pending = new PendingExchanges();
    private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(ExchangeProcessor.STORE), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final ExchangeProcessor processor = new ExchangeProcessor(
            traffic,
            new Interpretation(topics, wire, new InterpreterTest.Collections(), TrafficTimes.DEFAULT),
            TrafficTimes.DEFAULT,
            Captured.EPOCH,
            pending);

    @BeforeEach
    void openStore() {
        context.setCurrentSystemTimeMs(NOW);
        store.init(context.getStateStoreContext(), store);
    }

    /** Both exchanges were interpreted by an instance that ended before it could remove them. */
    @Test
    void shouldInterpretOnlyWhatIsLeftOfItsOwn() {
        leave("left", Captured.inEpoch(Captured.EPOCH - 1, update("left")));
        leave("crashed", update("crashed"));

        processor.init(context);
        context.scheduledPunctuators().getFirst().getPunctuator().punctuate(NOW + 1_000);

        assertThat(candidates()).containsExactly("crashed");
        assertThat(keys()).noneMatch(key -> key.startsWith("left"));
    }

    @Test
    void shouldPassOverWhatIsDeliveredAgain() {
        processor.init(context);
        for (Traffic part : Captured.inEpoch(Captured.EPOCH - 1, update("again"))) {
            processor.process(new Record<>("again", traffic.encode(part), NOW));
        }

        assertThat(context.forwarded()).isEmpty();
        assertThat(pending.count()).isZero();
        assertThat(keys()).isEmpty();
    }

    private static List<Traffic> update(String exchange) {
        List<Traffic> parts = new ArrayList<>(Captured.request(exchange, "POST", "/i/_update/1", "{\"doc\":{}}"));
        parts.addAll(Captured.response(exchange, 200, DrivenTopology.DONE));
        return parts;
    }

    private void leave(String exchange, List<Traffic> parts) {
        for (int i = 0; i < parts.size(); i++) {
            store.put(exchange + "\u0000" + PARTS.get(i), traffic.encode(parts.get(i)));
        }
    }

    private List<String> candidates() {
        WireFormat<Candidate> candidates = wire.format(topics.candidates().name(), Candidate.class);
        return context.forwarded().stream()
                .map(forward ->
                        candidates.decode((byte[]) forward.record().value()).getExchange())
                .toList();
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(part -> keys.add(part.key));
        }
        return keys;
    }
}
