package io.godwit.sandbox.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * A TCP relay in front of a server, to be given to a client in its place.
 *
 * <p>It records what HTTP requests were passed on, so a test can prove what reached a server, and can delay, freeze, cut
 * and refuse connections, let them trickle, lose answers and answer in the server's place. A request counts as passed on right before its bytes are written to the
 * server, so whatever a server has seen has been recorded. Bytes are passed unchanged; other protocols than HTTP/1.1
 * pass too, without records. Safe for several threads; it needs no engine and no rights, and listens on loopback only.
 */
public final class RecordingRelay implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;

    private final InetSocketAddress target;
    private final Faults faults = new Faults();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final RequestWitness witness;
    private final int port;
    private ServerSocket listener;

    private RecordingRelay(InetSocketAddress target, RequestWitness witness) throws IOException {
        this.target = target;
        this.witness = witness;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        accept(listener);
    }

    /** In front of that server, of which host and port count; it need not run yet. */
    public static RecordingRelay to(URI server) {
        return to(server.getHost(), server.getPort());
    }

    /** In front of that server; it need not run yet. */
    public static RecordingRelay to(String host, int port) {
        return to(host, port, RequestWitness.KEEPING);
    }

    /**
     * In front of that server, for as long as it takes: it keeps no requests, but tells {@code each} of every one that
     * is complete, right before its last bytes are written to the server and on the thread that writes them.
     */
    public static RecordingRelay telling(URI server, Consumer<RelayedRequest> each) {
        return to(server.getHost(), server.getPort(), new RequestWitness(each));
    }

    private static RecordingRelay to(String host, int port, RequestWitness witness) {
        try {
            return new RecordingRelay(new InetSocketAddress(host, port), witness);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen in front of " + host + ":" + port, e);
        }
    }

    /** Where the client shall go instead; always the same. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The port of {@link #address()}. */
    public int port() {
        return port;
    }

    /** All requests that were passed on since the start or {@link #forget()}; in order within a connection only. */
    public List<RelayedRequest> requests() {
        return connections.stream()
                .flatMap(connection -> connection.requests().stream())
                .toList();
    }

    /** Bytes that were passed on to the server since the start or {@link #forget()}. */
    public long bytesToServer() {
        return sum(Connection::bytesToServer);
    }

    /** Bytes that were passed on to clients since the start or {@link #forget()}. */
    public long bytesToClient() {
        return sum(Connection::bytesToClient);
    }

    /** Forgets what was recorded so far; a request that is still being passed on stays. */
    public void forget() {
        connections.removeIf(connection -> !connection.isOpen());
        connections.forEach(Connection::forget);
    }

    /** Whatever is read from now on is passed on so much later, in both directions; zero: at once. */
    public void delay(Duration each) {
        faults.delay(each);
    }

    /** Passes nothing on any more, in either direction; connections stay open and new ones are taken. */
    public void freeze() {
        faults.freeze(true);
    }

    /** Passes on again, beginning with what was held back. */
    public void thaw() {
        faults.freeze(false);
    }

    /** From now on requests are passed on, but at its first byte of an answer a connection is cut instead. */
    public void loseAnswers() {
        faults.loseAnswers(true);
    }

    /** Ends {@link #loseAnswers()}. */
    public void passAnswers() {
        faults.loseAnswers(false);
    }

    /**
     * From now on that many of a hundred requests, drawn at random, are not passed on but answered with that status (429
     * or 503, say) by the relay itself; 0 of them: all are passed on again.
     */
    public void answerInstead(int status, int percent) {
        faults.refuse(status, percent);
    }

    /** From now on at most so many bytes a second pass in each direction of a connection; 0: as fast as they can. */
    public void trickle(int bytesPerSecond) {
        faults.trickle(bytesPerSecond);
    }

    /** Ends every disturbance that lasts: delay, freezing, refusing, lost and own answers, trickling. */
    public void calm() {
        delay(Duration.ZERO);
        passAnswers();
        answerInstead(0, 0);
        trickle(0);
        thaw();
        accept();
    }

    /** Resets all connections of this moment, on both sides. */
    public void cut() {
        connections.forEach(Connection::cut);
    }

    /** Cuts all, and has new connections refused. */
    public synchronized void refuse() {
        closeListener();
        cut();
    }

    /** Takes connections again after {@link #refuse()}. */
    public synchronized void accept() {
        if (listener.isClosed()) {
            try {
                listener = listen(port);
                accept(listener);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen at port " + port + " again", e);
            }
        }
    }

    /** How many connections are open. */
    public long openConnections() {
        return connections.stream().filter(Connection::isOpen).count();
    }

    @Override
    public void close() {
        refuse();
        thaw();
    }

    private long sum(ToLongFunction<Connection> of) {
        return connections.stream().mapToLong(of).sum();
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        return socket;
    }

    private void accept(ServerSocket from) {
        Thread.ofVirtual().name("relay-accept").start(() -> {
            while (!from.isClosed()) {
                try {
                    Socket client = from.accept();
                    Thread.ofVirtual().name("relay-connect").start(() -> connect(client));
                } catch (IOException e) {
                    // closed: no more connections are wanted
                    return;
                }
            }
        });
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        Connection connection = new Connection(client, server, witness);
        if (!witness.keeps()) {
            connections.removeIf(earlier -> !earlier.isOpen());
        }
        connections.add(connection);
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target, CONNECT_MILLIS);
            connection.start(faults);
        } catch (IOException e) {
            connection.cut();
        }
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close port " + port, e);
        }
    }
}
