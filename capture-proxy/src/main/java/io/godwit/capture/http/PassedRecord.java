package io.godwit.capture.http;

import io.godwit.capture.journal.GapJournal;
import io.godwit.capture.route.Gate;
import io.godwit.capture.route.Ticket;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * For mutations while nothing is captured: nothing is kept, unless capturing begins before the mutation has ended. Then it
 * has slipped in, and is a gap that lies on disk before the client has its answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // each future is looked at by its own callback
final class PassedRecord implements ExchangeRecord {
    private final Ticket ticket;
    private final Gate gate;
    private final GapJournal gaps;
    private final Counters counters;
    private boolean sent;

    PassedRecord(Ticket ticket, Gate gate, GapJournal gaps, Counters counters) {
        this.ticket = ticket;
        this.gate = gate;
        this.gaps = gaps;
        this.counters = counters;
    }

    @Override
    public void requestPiece(ByteBuf piece) {}

    @Override
    public void requestEnd() {}

    @Override
    public CompletableFuture<Void> maySend() {
        return NoRecord.AT_ONCE;
    }

    @Override
    public void sent() {
        sent = true;
        counters.passed.increment();
    }

    @Override
    public void answer(int status, HttpHeaders headers) {}

    @Override
    public void answerPiece(ByteBuf piece) {}

    @Override
    public CompletableFuture<Void> answerEnd() {
        return end("capturing began while it was executed");
    }

    @Override
    public void unknown(String reason) {
        end("capturing began while it was executed, and " + reason);
    }

    @Override
    public CompletableFuture<Void> acceptedEarly(String reason) {
        sent = true;
        return end("capturing began while it was executed, and " + reason);
    }

    @Override
    public void notSent(String reason) {
        gate.settled(ticket);
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void whenRoom(Runnable callback) {
        callback.run();
    }

    private CompletableFuture<Void> end(String reason) {
        if (!sent || !gate.slippedIn(ticket)) {
            gate.settled(ticket);
            return NoRecord.AT_ONCE;
        }
        counters.gaps.increment();
        return gaps.remember(ticket, reason, Instant.now()).whenComplete((done, failure) -> gate.settled(ticket));
    }
}
