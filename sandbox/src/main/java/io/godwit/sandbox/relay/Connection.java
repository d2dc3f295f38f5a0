package io.godwit.sandbox.relay;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A client's connection and the one to the server that belongs to it. */
final class Connection {
    private static final int DIRECTIONS = 2;

    private final Socket client;
    private final Socket server;
    private final RequestWitness witness;
    private final RequestParser requests = new RequestParser();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();
    private @Nullable RefusedRequest refused;

    Connection(Socket client, Socket server, RequestWitness witness) {
        this.client = client;
        this.server = server;
        this.witness = witness;
    }

    void start(Faults faults) throws IOException {
        Pump request = new Pump(
                client.getInputStream(), server.getOutputStream(), faults, bytes -> passRequest(faults, bytes));
        Pump answer =
                new Pump(server.getInputStream(), client.getOutputStream(), faults, bytes -> passAnswer(faults, bytes));
        pump(request, server);
        pump(answer, client);
    }

    /** Ends both sides at once with a reset. */
    void cut() {
        reset(client);
        reset(server);
    }

    boolean isOpen() {
        return !client.isClosed() && !server.isClosed();
    }

    List<RelayedRequest> requests() {
        synchronized (requests) {
            return requests.requests();
        }
    }

    void forget() {
        synchronized (requests) {
            requests.forget();
        }
        toServer.set(0);
        toClient.set(0);
    }

    long bytesToServer() {
        return toServer.get();
    }

    long bytesToClient() {
        return toClient.get();
    }

    private Pump.Passage passRequest(Faults faults, byte[] bytes) throws IOException {
        if (refused != null || isRefused(faults)) {
            refuse(faults, bytes);
            return Pump.Passage.SWALLOWED;
        }
        List<RelayedRequest> complete;
        synchronized (requests) {
            requests.pass(bytes, bytes.length);
            complete = witness.keeps() ? List.of() : requests.takeComplete();
        }
        complete.forEach(witness::passes);
        toServer.addAndGet(bytes.length);
        return Pump.Passage.PASSED;
    }

    private boolean isRefused(Faults faults) {
        synchronized (requests) {
            return requests.isBetweenRequests() && faults.refusesNext();
        }
    }

    private void refuse(Faults faults, byte[] bytes) throws IOException {
        RefusedRequest open = refused == null ? new RefusedRequest(faults.refusal()) : refused;
        refused = open.isWholeWith(bytes) ? null : open;
        if (refused == null) {
            client.getOutputStream().write(open.answer());
            client.getOutputStream().flush();
        }
    }

    private Pump.Passage passAnswer(Faults faults, byte[] bytes) {
        if (faults.answersLost()) {
            return Pump.Passage.ENDED;
        }
        toClient.addAndGet(bytes.length);
        return Pump.Passage.PASSED;
    }

    private void pump(Pump pump, Socket to) {
        Thread.ofVirtual().name("relay-read").start(() -> {
            try {
                pump.read();
            } catch (IOException e) {
                cut();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Thread.ofVirtual().name("relay-write").start(() -> {
            try {
                if (pump.write()) {
                    endInOrder(to);
                } else {
                    cut();
                }
            } catch (IOException e) {
                cut();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void endInOrder(Socket to) throws IOException {
        to.shutdownOutput();
        if (ended.incrementAndGet() == DIRECTIONS) {
            client.close();
            server.close();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // it is closed already
        }
    }
}
