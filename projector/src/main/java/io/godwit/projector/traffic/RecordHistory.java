package io.godwit.projector.traffic;

import io.godwit.schemas.avro.Barrier;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.NotSent;
import io.godwit.schemas.avro.RequestPart;
import io.godwit.schemas.avro.ResponsePart;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.avro.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds in captured traffic what touched certain records, by the same rules by which traffic becomes changes. For
 * explanations: decides nothing, publishes nothing. Not thread-safe.
 *
 * <p>Exchanges are held until they are whole, with all their bytes up to a limit: beyond it the oldest is told as one that
 * may have touched the record.
 */
public final class RecordHistory {
    /** More than two of the largest requests that a search cluster takes. */
    private static final long MOST_BYTES = 224L << 20;

    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Touches touches;
    private final Consumer<Episode> told;
    private final long mostBytes;
    private long bytes;

    /** An exchange whose end has not been read. */
    private static final class Open {
        final Assembly assembly = new Assembly();
        final Traffic first;
        final int partition;
        final long offset;
        long bytes;

        Open(Traffic first, int partition, long offset) {
            this.first = first;
            this.partition = partition;
            this.offset = offset;
        }
    }

    /**
     * @param definitions all that is known of the collections, the newest of each last
     * @param told each exchange as soon as its end is read
     */
    public RecordHistory(Wanted wanted, Collection<Definition> definitions, Consumer<Episode> told) {
        this(wanted, definitions, told, MOST_BYTES);
    }

    RecordHistory(Wanted wanted, Collection<Definition> definitions, Consumer<Episode> told, long mostBytes) {
        this.touches = new Touches(wanted, new PastCollections(definitions, wanted));
        this.told = told;
        this.mostBytes = mostBytes;
    }

    /** One record of the traffic topic; those of one partition in their order. */
    public void add(int partition, long offset, Traffic traffic) {
        String exchange = traffic.getExchange();
        switch (traffic.getEvent()) {
            case Unknown unknown -> end(exchange, offset, "no outcome: " + unknown.getReason());
            case NotSent notSent -> forget(exchange, offset, "never sent: " + notSent.getReason());
            case Barrier barrier -> endBefore(partition, offset, traffic, barrier.getReason());
            default -> keep(partition, offset, traffic);
        }
    }

    /** There is no more: what has no outcome yet is told as such. */
    public void end() {
        for (Open one : List.copyOf(open.values())) {
            end(one.first.getExchange(), Long.MAX_VALUE, "no outcome yet");
        }
    }

    private void keep(int partition, long offset, Traffic traffic) {
        String exchange = traffic.getExchange();
        Open one = open.computeIfAbsent(exchange, _ -> new Open(traffic, partition, offset));
        one.assembly.add(traffic);
        int size = size(traffic);
        one.bytes += size;
        bytes += size;
        if (traffic.getEvent() instanceof ResponsePart part && part.getLast()) {
            end(exchange, offset, "answer not captured whole");
        }
        while (bytes > mostBytes && open.size() > 1) {
            giveUpOldest();
        }
    }

    private static int size(Traffic traffic) {
        return switch (traffic.getEvent()) {
            case RequestPart part -> part.getBody().remaining();
            case ResponsePart part -> part.getBody().remaining();
            default -> 0;
        };
    }

    private void endBefore(int partition, long offset, Traffic barrier, String reason) {
        List<String> before = new ArrayList<>();
        for (Open one : open.values()) {
            boolean same = one.partition == partition && one.first.getProxy().equals(barrier.getProxy());
            boolean earlier =
                    one.first.getIncarnation() < barrier.getIncarnation() || one.assembly.at() <= barrier.getAt();
            if (same && earlier) {
                before.add(one.first.getExchange());
            }
        }
        before.forEach(exchange -> end(exchange, offset, "no outcome: " + reason));
    }

    /** @param otherwise its outcome, if there is no whole answer */
    private void end(String exchange, long offset, String otherwise) {
        Open one = close(exchange);
        if (one == null || !one.assembly.requestWhole()) {
            return;
        }
        Exchange whole;
        try {
            whole = one.assembly.exchange();
        } catch (RuntimeException e) {
            tell(one, offset, otherwise, List.of(Touches.may("cannot be read: " + e.getMessage())));
            return;
        }
        String outcome =
                whole.answer().map(answer -> Integer.toString(answer.status())).orElse(otherwise);
        tell(one, offset, outcome, touches.of(whole, one.assembly.epoch()));
    }

    private void forget(String exchange, long offset, String outcome) {
        Open one = close(exchange);
        if (one != null && one.assembly.requestWhole()) {
            tell(one, offset, outcome, touches.ofUnsent(one.assembly.exchange()));
        }
    }

    private void giveUpOldest() {
        Open oldest = open.values().iterator().next();
        close(oldest.first.getExchange());
        String why = "too much was under way at once to hold all of it";
        tell(oldest, oldest.offset, "not read whole", List.of(Touches.may(why)));
    }

    private @Nullable Open close(String exchange) {
        Open one = open.remove(exchange);
        bytes -= one == null ? 0 : one.bytes;
        return one;
    }

    private void tell(Open one, long lastOffset, String outcome, List<Touch> found) {
        if (!found.isEmpty()) {
            told.accept(new Episode(
                    one.first.getExchange(),
                    one.first.getProxy(),
                    one.assembly.epoch(),
                    one.assembly.at(),
                    one.assembly.line(),
                    outcome,
                    one.partition,
                    one.offset,
                    lastOffset,
                    found));
        }
    }
}
