package io.godwit.projector.traffic;

import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponseHead;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import io.godwit.schemas.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the parts of each exchange until it is whole, or will never be, and has it interpreted. The store holds
 * {@code exchange NUL part} to the part as it came; all parts of an exchange are of one partition.
 */
final class ExchangeProcessor implements Processor<String, byte[], String, byte[]> {
    static final String STORE = "exchanges";
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeProcessor.class);
    private static final char SEPARATOR = '\u0000';
    private static final char AFTER_SEPARATOR = '\u0001';
    private static final String HEAD = "a";
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final WireFormat<Traffic> wire;
    private final Interpretation interpretation;
    private final TrafficTimes times;
    private final ObjIntConsumer<String> pendingListener;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable KeyValueStore<String, byte[]> parts;

    ExchangeProcessor(
            WireFormat<Traffic> wire,
            Interpretation interpretation,
            TrafficTimes times,
            ObjIntConsumer<String> pendingListener) {
        this.wire = wire;
        this.interpretation = interpretation;
        this.times = times;
        this.pendingListener = pendingListener;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        context = given;
        parts = given.getStateStore(STORE);
        given.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::resolveTimedOut);
        tellPending();
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Output output = new Output(context(), record);
        Traffic traffic;
        try {
            traffic = wire.decode(record.value());
        } catch (RuntimeException e) {
            output.poison(record, e);
            return;
        }
        try {
            accept(traffic, record.value(), output);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("exchange", traffic.getExchange())
                    .log("exchange cannot be interpreted");
            output.poison(record, e);
            forget(traffic.getExchange());
        }
        tellPending();
    }

    private void accept(Traffic traffic, byte[] value, Output output) {
        String exchange = traffic.getExchange();
        switch (traffic.getEvent()) {
            case RequestHead _ -> parts().put(exchange + SEPARATOR + HEAD, value);
            case RequestPart part -> parts().put(exchange + SEPARATOR + "q" + part.getIndex(), value);
            case ResponseHead _ -> parts().put(exchange + SEPARATOR + "r", value);
            case ResponsePart part -> {
                parts().put(exchange + SEPARATOR + "s" + part.getIndex(), value);
                if (part.getLast()) {
                    resolveIfWhole(exchange, output);
                }
            }
            case Unknown _ -> resolve(exchange, output);
            case NotSent _ -> forget(exchange);
            case Barrier _ -> resolveBefore(traffic, output);
            default -> throw new IllegalArgumentException("unknown event " + traffic.getEvent());
        }
    }

    private void resolveIfWhole(String exchange, Output output) {
        Assembly assembly = assemble(exchange);
        if (assembly.whole()) {
            interpretation.interpret(exchange, assembly, output);
            forget(exchange);
        }
    }

    /** What is there is all there will be. */
    private void resolve(String exchange, Output output) {
        Assembly assembly = assemble(exchange);
        if (assembly.requestWhole()) {
            interpretation.interpret(exchange, assembly, output);
        }
        forget(exchange);
    }

    private Assembly assemble(String exchange) {
        Assembly assembly = new Assembly();
        try (KeyValueIterator<String, byte[]> found = parts().range(exchange + SEPARATOR, exchange + AFTER_SEPARATOR)) {
            while (found.hasNext()) {
                assembly.add(wire.decode(found.next().value));
            }
        }
        return assembly;
    }

    /** All exchanges of the proxy that began before its barrier, or in an earlier life of it. */
    private void resolveBefore(Traffic barrier, Output output) {
        for (Traffic head : heads()) {
            boolean same = head.getProxy().equals(barrier.getProxy());
            if (same && (head.getIncarnation() < barrier.getIncarnation() || head.getAt() <= barrier.getAt())) {
                resolve(head.getExchange(), output);
            }
        }
    }

    private void resolveTimedOut(long now) {
        for (Traffic head : heads()) {
            if (now - head.getAt() > times.outcomeTimeout().toMillis()) {
                resolve(head.getExchange(), new Output(context(), new Record<>(head.getExchange(), new byte[0], now)));
            }
        }
        tellPending();
    }

    private List<Traffic> heads() {
        List<Traffic> heads = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = parts().all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> part = all.next();
                if (part.key.endsWith(SEPARATOR + HEAD)) {
                    heads.add(wire.decode(part.value));
                }
            }
        }
        return heads;
    }

    private void forget(String exchange) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = parts().range(exchange + SEPARATOR, exchange + AFTER_SEPARATOR)) {
            while (found.hasNext()) {
                keys.add(found.next().key);
            }
        }
        keys.forEach(parts()::delete);
    }

    private void tellPending() {
        pendingListener.accept(
                context().taskId().toString(), (int) Math.min(Integer.MAX_VALUE, parts().approximateNumEntries()));
    }

    private ProcessorContext<String, byte[]> context() {
        return java.util.Objects.requireNonNull(context, "not initialised");
    }

    private KeyValueStore<String, byte[]> parts() {
        return java.util.Objects.requireNonNull(parts, "not initialised");
    }
}
