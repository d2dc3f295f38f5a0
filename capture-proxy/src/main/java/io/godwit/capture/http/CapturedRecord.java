package io.godwit.capture.http;

import io.godwit.capture.journal.GapJournal;
import io.godwit.capture.journal.Recording;
import io.godwit.capture.route.Gate;
import io.godwit.capture.route.Ticket;
import io.godwit.flow.crash.CrashPoint;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** For mutations while capturing: the request is durable before the side can have the whole of it. */
@SuppressWarnings("FutureReturnValueIgnored") // each future is looked at by its own callback
final class CapturedRecord implements ExchangeRecord {
    private final Recording recording;
    private final Ticket ticket;
    private final GapJournal gaps;
    private final Counters counters;
    private volatile CompletableFuture<Void> gapKept = NoRecord.AT_ONCE;

    CapturedRecord(Recording recording, Ticket ticket, Gate gate, GapJournal gaps, Counters counters) {
        this.recording = recording;
        this.ticket = ticket;
        this.gaps = gaps;
        this.counters = counters;
        recording.settled().whenComplete((done, failure) -> gapKept.whenComplete((kept, lost) -> gate.settled(ticket)));
    }

    @Override
    public void requestPiece(ByteBuf piece) {
        recording.requestPiece(piece);
    }

    @Override
    public void requestEnd() {
        recording.requestEnd();
    }

    @Override
    public CompletableFuture<Void> maySend() {
        return recording.intent();
    }

    @Override
    public void sent() {
        CrashPoint.KAFKA_ACK_BEFORE_FORWARD.pass();
        counters.captured.increment();
    }

    @Override
    public void written() {
        CrashPoint.FORWARD_BEFORE_ANSWER.pass();
    }

    @Override
    public void answer(int status, HttpHeaders headers) {
        CrashPoint.ANSWER_BEFORE_OUTCOME.pass();
        recording.answer(status, Headers.recorded(headers));
    }

    @Override
    public void answerPiece(ByteBuf piece) {
        recording.answerPiece(piece);
    }

    @Override
    public CompletableFuture<Void> answerEnd() {
        recording.answerEnd();
        // the request is durable: whatever becomes of the outcome's record, the write is not lost
        return NoRecord.AT_ONCE;
    }

    @Override
    public void unknown(String reason) {
        counters.unknown.increment();
        recording.unknown(reason);
    }

    /** Nobody can read from half a request what it may have changed. */
    @Override
    public CompletableFuture<Void> acceptedEarly(String reason) {
        boolean whole = recording.intent().isDone() && !recording.intent().isCompletedExceptionally();
        if (!whole) {
            counters.gaps.increment();
            gapKept = gaps.remember(ticket, reason, Instant.now());
        }
        unknown(reason);
        return gapKept;
    }

    @Override
    public void notSent(String reason) {
        counters.notSent.increment();
        recording.notSent(reason);
    }

    @Override
    public boolean hasRoom() {
        return recording.hasRoom();
    }

    @Override
    public void whenRoom(Runnable callback) {
        recording.whenRoom(callback);
    }
}
