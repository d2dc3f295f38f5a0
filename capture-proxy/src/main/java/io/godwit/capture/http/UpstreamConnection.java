package io.godwit.capture.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a side, serving one exchange at a time. Used on its event loop. While it serves nobody, anything that
 * arrives closes it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as an event of its channel
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final Upstream side;
    private final Deadline silence;
    private @Nullable Listener listener;
    private boolean reused;
    private long idleSince;
    private @Nullable Duration patience;

    /** Who waits for the answer. After {@link #answerEnd} or {@link #lost} nothing more is called. */
    interface Listener {
        void answerHead(HttpResponse head);

        /** The listener releases it. */
        void answerPiece(HttpContent piece);

        /** The listener releases it. */
        void answerEnd(LastHttpContent last);

        void lost(String reason);

        /** More of the request may be written. */
        void writable();
    }

    UpstreamConnection(Channel channel, Upstream side) {
        this.channel = channel;
        this.side = side;
        this.silence = new Deadline(channel.eventLoop(), () -> lose("the side was silent for too long"));
    }

    Upstream side() {
        return side;
    }

    /** Whether it has served an exchange before the present one: only then may it have gone stale unseen. */
    boolean reused() {
        return reused;
    }

    boolean open() {
        return channel.isActive();
    }

    boolean writable() {
        return channel.isWritable();
    }

    long idleSince() {
        return idleSince;
    }

    void serve(Listener next) {
        listener = next;
        channel.config().setAutoRead(true);
    }

    /** The exchange is over and both messages were whole. */
    void rest() {
        listener = null;
        reused = true;
        patience = null;
        silence.off();
        idleSince = System.nanoTime();
        channel.config().setAutoRead(true);
    }

    void write(HttpObject object) {
        channel.write(object).addListener(written -> {
            if (!written.isSuccess()) {
                // not within the caller's call: it is in the middle of its own move
                channel.eventLoop().execute(() -> lose("the request could not be written: " + written.cause()));
            }
        });
    }

    void flush() {
        channel.flush();
    }

    /** From now on the side must send something at least this often, unless nobody reads it. */
    void expectAnswer(Duration within) {
        patience = within;
        silence.in(within);
    }

    void reading(boolean on) {
        if (on == channel.config().isAutoRead()) {
            return;
        }
        channel.config().setAutoRead(on);
        if (on && patience != null) {
            silence.in(patience);
        } else {
            silence.off();
        }
    }

    /** Nobody waits any more, and nobody else may use it. */
    void close() {
        listener = null;
        silence.cancel();
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Listener waiting = listener;
        if (waiting == null || !(message instanceof HttpObject object)) {
            ReferenceCountUtil.release(message);
            close();
        } else if (!object.decoderResult().isSuccess()) {
            ReferenceCountUtil.release(message);
            lose("the answer was malformed: " + object.decoderResult().cause());
        } else {
            deliver(waiting, object);
        }
    }

    private void deliver(Listener waiting, HttpObject object) {
        if (patience != null) {
            silence.in(patience);
        }
        switch (object) {
            case HttpResponse head -> waiting.answerHead(head);
            case LastHttpContent last -> waiting.answerEnd(last);
            case HttpContent piece -> waiting.answerPiece(piece);
            default -> ReferenceCountUtil.release(object);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (listener != null && channel.isWritable()) {
            listener.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lose("the side closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        lose(cause instanceof IOException ? "the connection broke: " + cause.getMessage() : cause.toString());
    }

    private void lose(String reason) {
        Listener waiting = listener;
        close();
        if (waiting != null) {
            waiting.lost(reason);
        }
    }
}
