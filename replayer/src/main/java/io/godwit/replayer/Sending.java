package io.godwit.replayer;

import io.godwit.flow.Delivery;
import io.godwit.replayer.throttle.Throttle;
import io.godwit.schemas.avro.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Requests of one kind and how many of them may be in flight: what other kinds have in flight takes none of it. */
final class Sending {
    private final Slots slots;
    private final Requests requests;

    /** What the requests of all kinds share. */
    record Shared(FencedSink sink, Settling settling, Counters counters, Throttle throttle, Inbox inbox) {}

    Sending(int slots, Shared shared) {
        this.slots = new Slots(slots, shared.inbox()::wake);
        this.requests = new Requests(
                shared.sink(), shared.settling(), shared.counters(), shared.throttle(), this.slots, shared.inbox());
    }

    /** What became of one try to send. */
    enum Sent {
        /** A request is on its way. */
        SENT,
        /** As many as may be are on their way. */
        FULL,
        NOTHING_TO_SEND
    }

    /** Whether a request is on its way. */
    boolean busy() {
        return slots.inUse();
    }

    /** @param batch gathers what a new request shall hold, if one may be sent and none is to be sent once more */
    Sent send(Supplier<List<Delivery<Change>>> batch) {
        if (!slots.tryAcquire()) {
            return Sent.FULL;
        }
        if (requests.sendDue()) {
            return Sent.SENT;
        }
        List<Delivery<Change>> gathered = batch.get();
        if (gathered.isEmpty()) {
            slots.giveBack();
            return Sent.NOTHING_TO_SEND;
        }
        requests.send(gathered);
        return Sent.SENT;
    }

    /** Nanoseconds until something is to be sent once more, at most {@code atMost}. */
    long nanosUntilDue(long atMost) {
        return requests.nanosUntilDue(atMost);
    }

    int size() {
        return slots.size();
    }

    void resize(int size) {
        slots.resize(size);
    }

    Optional<String> backOff() {
        return requests.backOff();
    }

    void close() {
        requests.close();
    }
}
