package io.godwit.chaos.check;

import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.RequestHead;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponseHead;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The exchanges of a traffic topic, each once, however often its parts are there. Used by one thread. */
final class TrafficFold {
    /** What a proxy is told by others, not by the side, before anything is executed. */
    private static final Set<Integer> NOT_BY_THE_SIDE = Set.of(429, 503);

    /** What is known of one exchange. */
    private static final class Exchange {
        private String line = "";
        private boolean mutates;
        private boolean whole;
        private int status;
        private boolean notSent;
    }

    /**
     * All exchanges of one request line.
     *
     * @param captured whose whole request was recorded
     * @param answered whose answer by the side was recorded, too
     * @param notSent that certainly did not go out
     */
    record Count(long captured, long answered, long notSent) {
        static final Count NONE = new Count(0, 0, 0);

        private Count and(Exchange exchange) {
            boolean answers = exchange.status != 0 && !NOT_BY_THE_SIDE.contains(exchange.status);
            return new Count(captured + 1, answered + (answers ? 1 : 0), notSent + (exchange.notSent ? 1 : 0));
        }

        Count plus(Count other) {
            return new Count(captured + other.captured, answered + other.answered, notSent + other.notSent);
        }
    }

    private final Map<String, Exchange> exchanges = new HashMap<>();

    void add(Traffic part) {
        if (part.getEvent() instanceof Barrier) {
            return;
        }
        Exchange exchange = exchanges.computeIfAbsent(part.getExchange(), _ -> new Exchange());
        switch (part.getEvent()) {
            case RequestHead head -> {
                exchange.line = RequestLines.of(head.getMethod(), head.getUri());
                exchange.mutates = RequestLines.mutates(head.getMethod(), head.getUri());
            }
            case RequestPart body -> exchange.whole |= body.getLast();
            case ResponseHead answer -> exchange.status = answer.getStatus();
            case NotSent _ -> exchange.notSent = true;
            case ResponsePart _, Unknown _ -> {}
            default -> throw new IllegalStateException("event of " + part.getExchange() + " is " + part.getEvent());
        }
    }

    /** Mutations whose whole request is there, by request line. */
    Map<String, Count> counts() {
        Map<String, Count> counts = new HashMap<>();
        for (Exchange exchange : exchanges.values()) {
            if (exchange.whole && exchange.mutates) {
                counts.merge(exchange.line, Count.NONE.and(exchange), Count::plus);
            }
        }
        return counts;
    }
}
