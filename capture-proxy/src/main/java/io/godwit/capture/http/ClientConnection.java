package io.godwit.capture.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The network end of one client: reads when its session has use for more, and never more than one network buffer beyond
 * what can be passed on. Used on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as an event of its channel
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final StrictRequestDecoder decoder;
    private final ClientWatch watch;
    private final ClientSession session;
    private final Queue<HttpObject> inbox = new ArrayDeque<>();
    private boolean draining;
    private boolean reading;

    ClientConnection(
            Channel channel,
            StrictRequestDecoder decoder,
            AnswerEncoder encoder,
            Exchanges exchanges,
            UpstreamPool pool,
            FrontSettings settings) {
        this.channel = channel;
        this.decoder = decoder;
        this.watch = new ClientWatch(channel.eventLoop(), settings.timeouts(), this::silent, channel::close);
        this.session = new ClientSession(
                channel,
                new AnswerWriter(channel, encoder),
                exchanges,
                pool,
                settings.limits().maxBodyBytes(),
                this::drain);
    }

    /** No further request: an idle connection closes now, another one after its answer. */
    void closeWhenIdle() {
        session.closeWhenIdle();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        drain();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpObject object) {
            inbox.add(object);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        drain();
    }

    /** Hands over what the session wants now, then asks the network for more if there is use for it. */
    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!inbox.isEmpty() && session.wants()) {
                session.handle(inbox.remove());
            }
        } finally {
            draining = false;
        }
        read();
    }

    /**
     * One read stays outstanding also while nothing is wanted, with at most one object unread: it is how a client that
     * goes away is noticed. Only a body that cannot be passed on stops it.
     */
    private void read() {
        Awaiting awaiting = session.awaiting();
        if (reading || awaiting == Awaiting.ROOM || inbox.size() > 1 || !channel.isActive()) {
            return;
        }
        switch (awaiting) {
            case HEAD -> watch.awaitHead(decoder.inMiddleOfHead());
            case BODY -> watch.awaitBody(session.began());
            case NOTHING -> watch.awaitNothing();
            case CLOSE -> watch.awaitClose();
            case ROOM -> {}
        }
        reading = true;
        channel.read();
    }

    private void silent() {
        session.silent(decoder.inMiddleOfHead());
        drain();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        watch.taking(!channel.isWritable());
        session.writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        watch.cancel();
        inbox.forEach(ReferenceCountUtil::release);
        inbox.clear();
        session.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }
}
