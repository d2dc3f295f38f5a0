package io.godwit.capture.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Listens for clients. Each client and the side it is served by share one event loop; nothing here ever blocks one. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as an event of its channel
public final class FrontDoor implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(2);

    private final FrontSettings settings;
    private final Exchanges exchanges;
    private final MultiThreadIoEventLoopGroup loops;
    private final IdentityHashMap<EventExecutor, UpstreamPool> pools = new IdentityHashMap<>();
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;

    private FrontDoor(FrontSettings settings, Exchanges exchanges, @Nullable SslContext tls) {
        this.settings = settings;
        this.exchanges = exchanges;
        this.loops = new MultiThreadIoEventLoopGroup(
                settings.limits().threads(), new DefaultThreadFactory("capture-http", true), NioIoHandler.newFactory());
        for (EventExecutor loop : loops) {
            pools.put(loop, new UpstreamPool((EventLoop) loop, settings, tls, exchanges.counters()));
        }
        this.listener = listen();
    }

    /**
     * Opens it; blocks until the port is bound. A port that cannot be bound is an {@link IllegalStateException} that names
     * it.
     */
    public static FrontDoor open(FrontSettings settings, Sides sides, Doorkeeping doorkeeping) {
        Exchanges exchanges = new Exchanges(
                sides, doorkeeping.gate(), doorkeeping.journal(), doorkeeping.gaps(), settings.timeouts());
        return new FrontDoor(settings, exchanges, tls(sides));
    }

    /** Where clients reach it, with the real port. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    public Counts counts() {
        return exchanges.counters().now();
    }

    /** Whether the side that was last asked for a connection gave one; true before the first. */
    public boolean sideReachable() {
        return exchanges.counters().sideReachable;
    }

    private Channel listen() {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new Entrance())
                .bind(settings.listen())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IllegalStateException("capture proxy cannot listen on " + settings.listen(), bound.cause());
        }
        return bound.channel();
    }

    private static @Nullable SslContext tls(Sides sides) {
        try {
            boolean needed = sides.source().secure() || sides.target().secure();
            return needed ? SslContextBuilder.forClient().build() : null;
        } catch (SSLException e) {
            throw new IllegalStateException("TLS to a side cannot be set up", e);
        }
    }

    /** Lets no new client in, lets the present ones finish for at most {@code atMost}, then cuts them off; blocks. */
    public void close(Duration atMost) {
        listener.close().syncUninterruptibly();
        clients.forEach(client -> client.eventLoop().execute(() -> {
            ClientConnection connection = client.pipeline().get(ClientConnection.class);
            if (connection != null) {
                connection.closeWhenIdle();
            }
        }));
        clients.newCloseFuture().awaitUninterruptibly(atMost.toMillis());
        clients.close().awaitUninterruptibly(STOP.toMillis());
    }

    /** After {@link #close(Duration)}: drops what is still under way at the sides and ends the threads; blocks. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, STOP.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * STOP.toMillis());
    }

    private final class Entrance extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            if (clients.size() >= settings.limits().maxConnections()) {
                channel.close();
                return;
            }
            clients.add(channel);
            UpstreamPool pool = pools.get(channel.eventLoop());
            if (pool == null) {
                throw new IllegalStateException("event loop of another group");
            }
            StrictRequestDecoder decoder =
                    new StrictRequestDecoder(settings.limits().maxHeadBytes());
            AnswerEncoder encoder = new AnswerEncoder();
            channel.pipeline()
                    .addLast(decoder)
                    .addLast(encoder)
                    .addLast(new ClientConnection(channel, decoder, encoder, exchanges, pool, settings));
        }
    }
}
