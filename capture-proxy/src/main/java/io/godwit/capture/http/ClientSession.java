package io.godwit.capture.http;

import io.godwit.capture.http.Exchanges.Start.Begun;
import io.godwit.capture.http.Exchanges.Start.Parked;
import io.godwit.capture.http.Exchanges.Start.Refused;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one client connection, one after the other, however many the client sends ahead. Used on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as an event of its channel
final class ClientSession implements ClientSide {
    private final Channel channel;
    private final AnswerWriter writer;
    private final Exchanges exchanges;
    private final UpstreamPool pool;
    private final RequestSize size;
    private final Runnable readOn;

    private SessionState state = SessionState.IDLE;
    private @Nullable Exchange exchange;
    private @Nullable HttpRequest request;
    private boolean requestWhole = true;
    private boolean lastRequest;

    /**
     * @param readOn looks again whether something is wanted
     */
    ClientSession(
            Channel channel,
            AnswerWriter writer,
            Exchanges exchanges,
            UpstreamPool pool,
            long maxBodyBytes,
            Runnable readOn) {
        this.channel = channel;
        this.writer = writer;
        this.exchanges = exchanges;
        this.pool = pool;
        this.size = new RequestSize(maxBodyBytes);
        this.readOn = readOn;
    }

    void closeWhenIdle() {
        lastRequest = true;
        if (state == SessionState.IDLE) {
            channel.close();
        } else if (!writer.begun()) {
            writer.closeAfter();
        }
    }

    /** Whether the next object can be taken. */
    boolean wants() {
        return switch (state) {
            case IDLE, DISCARDING, CLOSING, GONE -> true;
            case BUSY -> !requestWhole && exchange != null && exchange.wantsPiece();
            case PARKED -> false;
        };
    }

    /** When the present request was let in, by the event loop's clock. */
    long began() {
        return size.began();
    }

    Awaiting awaiting() {
        return switch (state) {
            case IDLE -> Awaiting.HEAD;
            case BUSY -> {
                Awaiting piece = wants() ? Awaiting.BODY : Awaiting.ROOM;
                yield requestWhole ? Awaiting.NOTHING : piece;
            }
            case DISCARDING -> Awaiting.BODY;
            case PARKED -> Awaiting.NOTHING;
            case CLOSING, GONE -> Awaiting.CLOSE;
        };
    }

    /** Takes the object over. */
    void handle(HttpObject object) {
        if (state == SessionState.IDLE && object instanceof HttpRequest next) {
            head(next);
        } else if (state == SessionState.BUSY && object instanceof HttpContent piece) {
            piece(piece);
        } else if (state == SessionState.DISCARDING && object instanceof HttpContent piece) {
            discard(piece);
        } else {
            ReferenceCountUtil.release(object);
        }
    }

    private void head(HttpRequest next) {
        request = next;
        requestWhole = false;
        size.begin(loop().ticker().nanoTime());
        writer.answerTo(next);
        if (lastRequest) {
            writer.closeAfter();
        }
        Optional<Refusal> refusal = RequestRules.refusal(next, size.max());
        if (refusal.isPresent()) {
            breakOff(refusal.get());
        } else {
            begin(next);
        }
    }

    private void begin(HttpRequest next) {
        switch (exchanges.begin(next, this, pool, this::resume)) {
            case Begun(Exchange begun) -> {
                state = SessionState.BUSY;
                exchange = begun;
                if (HttpUtil.is100ContinueExpected(next)) {
                    writer.proceed();
                }
                begun.start();
            }
            case Parked _ -> state = SessionState.PARKED;
            case Refused(Refusal refusal) -> {
                if (HttpUtil.is100ContinueExpected(next)) {
                    // whether the client sends the body nevertheless cannot be known
                    writer.closeAfter();
                }
                failed(refusal);
            }
        }
    }

    private void resume() {
        loop().execute(() -> {
            HttpRequest held = request;
            if (state == SessionState.PARKED && held != null) {
                size.begin(loop().ticker().nanoTime());
                begin(held);
                readOn();
            }
        });
    }

    private void piece(HttpContent piece) {
        Optional<Refusal> refusal = size.refusal(piece);
        if (refusal.isPresent()) {
            piece.release();
            leaveExchange(refusal.get().reason());
            breakOff(refusal.get());
            return;
        }
        requestWhole = piece instanceof LastHttpContent;
        if (exchange == null) {
            piece.release();
        } else {
            exchange.requestPiece(piece);
        }
    }

    private void discard(HttpContent piece) {
        boolean sound = size.discardable(piece);
        piece.release();
        if (!sound) {
            channel.close();
        } else if (piece instanceof LastHttpContent) {
            requestWhole = true;
            state = SessionState.IDLE;
        }
    }

    private void leaveExchange(String reason) {
        Exchange left = exchange;
        exchange = null;
        if (left != null) {
            left.clientGone(reason);
        }
    }

    /** What follows on this connection cannot be told from what is refused here. */
    private void breakOff(Refusal refusal) {
        exchanges.counters().malformed.increment();
        writer.closeAfter();
        if (writer.begun()) {
            channel.close();
        } else {
            closing(writer.refusal(refusal));
        }
    }

    /** The client has not sent in time what it should. */
    void silent(boolean inMiddleOfHead) {
        if (state == SessionState.BUSY && !writer.begun()) {
            leaveExchange("the client stopped sending");
            breakOff(Refusal.tooSlow());
        } else if (state == SessionState.IDLE && inMiddleOfHead) {
            breakOff(Refusal.tooSlow());
        } else {
            channel.close();
        }
    }

    void writabilityChanged() {
        if (exchange != null) {
            exchange.readAnswer();
        }
    }

    void gone() {
        state = SessionState.GONE;
        leaveExchange("the client went away");
    }

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public void readOn() {
        readOn.run();
    }

    @Override
    public boolean writable() {
        return channel.isWritable() || !channel.isActive();
    }

    @Override
    public void interim(HttpResponse head) {
        writer.interim(head);
    }

    @Override
    public void answerHead(HttpResponse head, boolean close) {
        if (close) {
            writer.closeAfter();
        }
        writer.head(head);
    }

    @Override
    public void answerPiece(HttpContent piece) {
        writer.piece(piece);
    }

    @Override
    public void answerEnd(LastHttpContent last) {
        exchange = null;
        answered(writer.end(last));
    }

    @Override
    public void failed(Refusal refusal) {
        exchange = null;
        if (refusal.retriable()) {
            exchanges.counters().refused.increment();
        }
        if (writer.begun()) {
            channel.close();
        } else {
            answered(writer.refusal(refusal));
        }
    }

    private void answered(ChannelFuture written) {
        if (state == SessionState.GONE) {
            return;
        }
        if (writer.keepAlive()) {
            state = requestWhole ? SessionState.IDLE : SessionState.DISCARDING;
            readOn();
        } else {
            closing(written);
        }
    }

    /** Closed at once, the client's kernel might throw the answer away while more of the request is under way. */
    private void closing(ChannelFuture written) {
        state = SessionState.CLOSING;
        boolean allRead = requestWhole;
        written.addListener(done -> {
            if (!allRead && channel instanceof SocketChannel socket) {
                socket.shutdownOutput();
                readOn();
            } else {
                channel.close();
            }
        });
    }
}
