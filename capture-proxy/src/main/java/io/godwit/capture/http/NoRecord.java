package io.godwit.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.CompletableFuture;

/** For reads: nothing is kept, nothing waits. */
final class NoRecord implements ExchangeRecord {
    static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

    private final Counters counters;
    private boolean counted;

    NoRecord(Counters counters) {
        this.counters = counters;
    }

    @Override
    public void requestPiece(ByteBuf piece) {}

    @Override
    public void requestEnd() {}

    @Override
    public CompletableFuture<Void> maySend() {
        return AT_ONCE;
    }

    @Override
    public void sent() {
        // a read may be sent twice, when the first connection turns out stale
        if (!counted) {
            counted = true;
            counters.reads.increment();
        }
    }

    @Override
    public void answer(int status, HttpHeaders headers) {}

    @Override
    public void answerPiece(ByteBuf piece) {}

    @Override
    public CompletableFuture<Void> answerEnd() {
        return AT_ONCE;
    }

    @Override
    public void unknown(String reason) {}

    @Override
    public CompletableFuture<Void> acceptedEarly(String reason) {
        return AT_ONCE;
    }

    @Override
    public void notSent(String reason) {}

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void whenRoom(Runnable callback) {
        callback.run();
    }
}
