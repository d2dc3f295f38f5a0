package io.godwit.projector.traffic;

import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.wire.Wire;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology. All names are fixed, so that an upgrade finds its state again.
 *
 * <pre>
 *   traffic -> exchanges (store, changelog) -> edits
 *                                           -> candidates
 *                                           -> rescans  <- poison
 *                                           -> gaps     <- poison
 *                                           -> dead-letters
 *   gaps -> escaped -> rescans
 * </pre>
 */
final class TrafficTopology {
    private static final String SOURCE = "traffic";
    private static final String PROCESSOR = "exchange";
    private static final String GAPS_SOURCE = "known-gaps";
    private static final String ESCAPED_PROCESSOR = "escaped";

    private TrafficTopology() {}

    static Topology of(
            Topics topics,
            Wire wire,
            KnownCollections collections,
            TrafficTimes times,
            int epoch,
            PendingExchanges pending) {
        Interpretation interpretation = new Interpretation(topics, wire, collections, times);
        Topology topology = new Topology();
        source(topology, SOURCE, topics.traffic().name());
        topology.addProcessor(
                PROCESSOR,
                () -> new ExchangeProcessor(
                        wire.format(topics.traffic().name(), Traffic.class), interpretation, times, epoch, pending),
                SOURCE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(ExchangeProcessor.STORE), Serdes.String(), Serdes.ByteArray()),
                PROCESSOR);
        topology.addProcessor(Output.POISON, () -> new PoisonProcessor(interpretation), PROCESSOR);
        sink(topology, Output.EDITS, topics.edits().name(), PROCESSOR);
        sink(topology, Output.CANDIDATES, topics.candidates().name(), PROCESSOR);
        sink(topology, Output.RESCANS, topics.rescans().name(), PROCESSOR, Output.POISON);
        sink(topology, Output.GAPS, topics.gaps().name(), PROCESSOR, Output.POISON);
        sink(topology, Output.DEAD_LETTERS, topics.deadLetters().name(), PROCESSOR);
        source(topology, GAPS_SOURCE, topics.gaps().name());
        topology.addProcessor(ESCAPED_PROCESSOR, () -> new EscapedProcessor(interpretation), GAPS_SOURCE);
        sink(topology, Output.ESCAPED, topics.rescans().name(), ESCAPED_PROCESSOR);
        return topology;
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(
                name, Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), topic);
    }

    private static void sink(Topology topology, String name, String topic, String... parents) {
        topology.addSink(
                name, topic, Serdes.String().serializer(), Serdes.ByteArray().serializer(), parents);
    }
}
