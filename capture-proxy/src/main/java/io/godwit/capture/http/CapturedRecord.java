package io.godwit.capture.http;

import io.godwit.capture.journal.Recording;
import io.godwit.capture.route.Gate;
import io.godwit.capture.route.Ticket;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.CompletableFuture;

/** For mutations while capturing: the request is durable before the side can have the whole of it. */
@SuppressWarnings("FutureReturnValueIgnored") // each future is looked at by its own callback
final class CapturedRecord implements ExchangeRecord {
    private final Recording recording;
    private final Counters counters;

    CapturedRecord(Recording recording, Ticket ticket, Gate gate, Counters counters) {
        this.recording = recording;
        this.counters = counters;
        recording.settled().whenComplete((done, failure) -> gate.settled(ticket));
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
        counters.captured.increment();
    }

    @Override
    public void answer(int status, HttpHeaders headers) {
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
