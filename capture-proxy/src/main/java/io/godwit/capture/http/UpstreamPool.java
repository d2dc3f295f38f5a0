package io.godwit.capture.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the sides, of one event loop and used on it only: an exchange and its upstream connection never cross
 * threads. The most recently used connection goes first; idle ones are closed after a while.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as an event of its channel
final class UpstreamPool {
    private static final int MAX_LINE = 4096;
    private static final int MAX_CHUNK = 64 << 10;

    private final EventLoop loop;
    private final HttpLimits limits;
    private final HttpTimeouts timeouts;
    private final @Nullable SslContext tls;
    private final Counters counters;
    private final Map<Upstream, Deque<UpstreamConnection>> idle = new HashMap<>();

    /** Told once, on the event loop, perhaps before {@link #acquire} returns. */
    interface Requester {
        void connected(UpstreamConnection connection);

        void notConnected(String reason);
    }

    UpstreamPool(EventLoop loop, FrontSettings settings, @Nullable SslContext tls, Counters counters) {
        this.loop = loop;
        this.limits = settings.limits();
        this.timeouts = settings.timeouts();
        this.tls = tls;
        this.counters = counters;
        long period = timeouts.idleUpstream().toMillis();
        loop.scheduleWithFixedDelay(this::closeLongIdle, period, Math.max(1, period / 4), TimeUnit.MILLISECONDS);
    }

    /**
     * Gives a connection to that side.
     *
     * @param fresh only a new one: a pooled one has just turned out stale
     */
    void acquire(Upstream side, boolean fresh, Requester requester) {
        UpstreamConnection pooled = fresh ? null : takeIdle(side);
        if (pooled != null) {
            requester.connected(pooled);
        } else {
            connect(side, requester);
        }
    }

    /** Takes a connection back whose exchange has ended well. */
    void release(UpstreamConnection connection) {
        Deque<UpstreamConnection> resting = idle.computeIfAbsent(connection.side(), side -> new ArrayDeque<>());
        if (!connection.open() || resting.size() >= limits.maxIdleUpstream()) {
            connection.close();
        } else {
            connection.rest();
            resting.push(connection);
        }
    }

    private @Nullable UpstreamConnection takeIdle(Upstream side) {
        Deque<UpstreamConnection> resting = idle.computeIfAbsent(side, key -> new ArrayDeque<>());
        UpstreamConnection found = resting.poll();
        while (found != null && !found.open()) {
            found = resting.poll();
        }
        return found;
    }

    private void closeLongIdle() {
        long before = System.nanoTime() - timeouts.idleUpstream().toNanos();
        for (Deque<UpstreamConnection> resting : idle.values()) {
            resting.removeIf(connection -> {
                boolean old = !connection.open() || connection.idleSince() - before < 0;
                if (old) {
                    connection.close();
                }
                return old;
            });
        }
    }

    private void connect(Upstream side, Requester requester) {
        // name service calls block, so they have a thread of their own; rare, because connections are kept
        Thread.ofVirtual().name("capture-resolve").start(() -> {
            InetSocketAddress address = new InetSocketAddress(side.host(), side.port());
            loop.execute(() -> connect(side, address, requester));
        });
    }

    private void connect(Upstream side, InetSocketAddress address, Requester requester) {
        if (address.isUnresolved()) {
            requester.notConnected("the side's host is not known: " + side.host());
            return;
        }
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        timeouts.connect().toMillis())
                .handler(new Codec(side))
                .connect(address)
                .addListener((ChannelFuture connected) -> {
                    counters.sideReachable = connected.isSuccess();
                    if (connected.isSuccess()) {
                        requester.connected(connected.channel().pipeline().get(UpstreamConnection.class));
                    } else {
                        requester.notConnected("the side cannot be reached: " + connected.cause());
                    }
                });
    }

    private final class Codec extends ChannelInitializer<SocketChannel> {
        private final Upstream side;

        Codec(Upstream side) {
            this.side = side;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (side.secure() && tls != null) {
                channel.pipeline().addLast(tls.newHandler(channel.alloc(), side.host(), side.port()));
            }
            channel.pipeline()
                    .addLast(new HttpClientCodec(MAX_LINE, limits.maxHeadBytes(), MAX_CHUNK))
                    .addLast(new UpstreamConnection(channel, side));
        }
    }
}
