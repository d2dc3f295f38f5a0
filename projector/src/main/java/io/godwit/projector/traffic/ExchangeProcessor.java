package io.godwit.projector.traffic;

import io.godwit.flow.crash.CrashPoint;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the {@link Parts} of each exchange until it is whole, or will never be, and has it interpreted. All parts of an
 * exchange are of one partition.
 *
 * <p>Exchanges of an earlier epoch are history: they had all arrived at the other side when clients swung away. To read a
 * record once more because of one would be to read it from a side that clients have left, and to write it, with the
 * revision of a later epoch, over what they wrote since.
 *
 * <p>Parts are removed only after what came of them is committed. Removed at once, a crash could leave the removal in the
 * changelog and lose the outcome; and of an exchange that began before the last commit, only the end would be read again.
 */
final class ExchangeProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    static final String STORE = "exchanges";
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeProcessor.class);
    private static final Duration LATE_ANSWER = Duration.ofDays(1);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    /** Between this many sweeps everything is committed at least once, however long one record takes. */
    private static final int SWEEPS_KEPT = 3;

    private final WireFormat<Traffic> wire;
    private final Interpretation interpretation;
    private final TrafficTimes times;
    private final int epoch;
    private final PendingExchanges pending;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Deque<Set<String>> resolved = new ArrayDeque<>();
    private boolean restored;
    private @Nullable Parts parts;

    ExchangeProcessor(
            WireFormat<Traffic> wire,
            Interpretation interpretation,
            TrafficTimes times,
            int epoch,
            PendingExchanges pending) {
        this.epoch = epoch;
        this.wire = wire;
        this.interpretation = interpretation;
        this.times = times;
        this.pending = pending;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> given) {
        super.init(given);
        parts = new Parts(given.getStateStore(STORE), wire);
        waiting.clear();
        resolved.clear();
        resolved.add(new HashSet<>());
        restored = true;
        parts().restore(waiting::containsKey, this::restore);
        given.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::sweep);
        tellPending();
    }

    private boolean restore(Traffic part, boolean ended) {
        if (isHistory(part)) {
            return false;
        }
        learn(part, 0).ended |= ended;
        return true;
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
        if (!isHistory(traffic)) {
            accept(traffic, record, output);
        }
        tellPending();
    }

    private boolean isHistory(Traffic traffic) {
        return traffic.getEpoch() < epoch;
    }

    private void accept(Traffic traffic, Record<String, byte[]> record, Output output) {
        String exchange = traffic.getExchange();
        switch (traffic.getEvent()) {
            case RequestHead _, RequestPart _, ResponseHead _, ResponsePart _ -> keep(traffic, record, output);
            case Unknown _ -> end(exchange, record, output);
            case NotSent _ -> forget(exchange);
            case Barrier _ -> resolveBefore(traffic, record, output);
            default -> output.poison(record, new IllegalArgumentException("unknown event " + traffic.getEvent()));
        }
    }

    private void keep(Traffic traffic, Record<String, byte[]> record, Output output) {
        String exchange = traffic.getExchange();
        parts().put(traffic, record.value());
        Waiting known = learn(traffic, context().currentSystemTimeMs());
        if (known.answered && parts().assemble(exchange).whole()) {
            resolve(exchange, record, output);
        } else if (known.stage != Waiting.Stage.FRESH && !known.asked) {
            known.asked = parts().assemble(exchange).requestWhole();
        }
    }

    private Waiting learn(Traffic traffic, long read) {
        Waiting known = waiting.computeIfAbsent(
                traffic.getExchange(), _ -> new Waiting(context().currentSystemTimeMs(), read));
        known.answered |= traffic.getEvent() instanceof ResponsePart part && part.getLast();
        return known;
    }

    /** No answer will come. */
    private void end(String exchange, Record<String, byte[]> cause, Output output) {
        parts().end(exchange);
        resolve(exchange, cause, output);
    }

    /** What is there is all there will be. */
    private void resolve(String exchange, Record<String, byte[]> cause, Output output) {
        interpret(exchange, cause, output);
        CrashPoint.CHANGES_BEFORE_STREAMS_COMMIT.pass();
        waiting.remove(exchange);
        resolved.getFirst().add(exchange);
    }

    /** What cannot be interpreted becomes a dead letter and is repaired, and the next exchange goes on. */
    private void interpret(String exchange, Record<String, byte[]> cause, Output output) {
        try {
            Assembly assembly = parts().assemble(exchange);
            if (assembly.requestWhole()) {
                interpretation.interpret(exchange, assembly, output);
            }
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("exchange", exchange).log("exchange cannot be interpreted");
            output.poison(cause, e);
        }
    }

    /** All exchanges of the proxy that began before its barrier, or in an earlier life of it. */
    private void resolveBefore(Traffic barrier, Record<String, byte[]> record, Output output) {
        for (Traffic head : parts().heads()) {
            boolean same =
                    waiting.containsKey(head.getExchange()) && head.getProxy().equals(barrier.getProxy());
            if (same && (head.getIncarnation() < barrier.getIncarnation() || head.getAt() <= barrier.getAt())) {
                end(head.getExchange(), record, output);
            }
        }
    }

    private void sweep(long now) {
        if (restored) {
            resolveRestored(now);
            restored = false;
        }
        resolved.addFirst(new HashSet<>());
        if (resolved.size() > SWEEPS_KEPT) {
            resolved.removeLast().stream()
                    .filter(exchange -> !waiting.containsKey(exchange))
                    .forEach(this::forget);
        }
        resolveTimedOut(now);
    }

    /** Exchanges that were resolved by an instance that ended before it could remove them, perhaps before it said so. */
    private void resolveRestored(long now) {
        for (Map.Entry<String, Waiting> entry : List.copyOf(waiting.entrySet())) {
            if (entry.getValue().ended
                    || (entry.getValue().answered
                            && parts().assemble(entry.getKey()).whole())) {
                String exchange = entry.getKey();
                Record<String, byte[]> cause = new Record<>(exchange, parts().head(exchange), now);
                resolve(exchange, cause, new Output(context(), cause));
            }
        }
    }

    /**
     * Taken for unknown after the time-out, which runs from when it was read here, and still pending, since the side may
     * be executing it: its outcome comes, or its proxy's barrier, or it is read once more when no proxy waits any longer.
     * It is kept for long afterwards: what a late answer tells counts.
     */
    private void resolveTimedOut(long now) {
        for (Map.Entry<String, Waiting> entry : List.copyOf(waiting.entrySet())) {
            long waited = now - entry.getValue().since;
            if (entry.getValue().advance(waited, times)) {
                readAsUnknown(entry.getKey(), entry.getValue(), now);
            } else if (waited > times.longestAnswer().plus(LATE_ANSWER).toMillis()) {
                forget(entry.getKey());
            }
        }
        tellPending();
    }

    private void readAsUnknown(String exchange, Waiting entry, long now) {
        entry.asked = parts().assemble(exchange).requestWhole();
        Record<String, byte[]> cause = new Record<>(exchange, parts().head(exchange), now);
        interpret(exchange, cause, new Output(context(), cause));
    }

    private void forget(String exchange) {
        parts().forget(exchange);
        waiting.remove(exchange);
    }

    private void tellPending() {
        int count = 0;
        long oldest = PendingExchanges.NONE;
        for (Waiting exchange : waiting.values()) {
            if (exchange.isPending()) {
                count++;
                oldest = Math.min(oldest, exchange.read);
            }
        }
        pending.tell(context().taskId().toString(), count, oldest);
    }

    private Parts parts() {
        return java.util.Objects.requireNonNull(parts, "not initialised");
    }
}
