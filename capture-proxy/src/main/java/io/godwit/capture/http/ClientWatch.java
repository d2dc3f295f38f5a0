package io.godwit.capture.http;

import io.netty.channel.EventLoop;
import java.time.Duration;

/** The clocks of one client connection. Used on its event loop. */
final class ClientWatch {
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final HttpTimeouts timeouts;
    private final Deadline sending;
    private final Deadline taking;
    private boolean inHead;
    private boolean closing;

    /**
     * @param silent the client does not send what it should
     * @param stuck the client does not take its answer
     */
    ClientWatch(EventLoop loop, HttpTimeouts timeouts, Runnable silent, Runnable stuck) {
        this.loop = loop;
        this.timeouts = timeouts;
        this.sending = new Deadline(loop, silent);
        this.taking = new Deadline(loop, stuck);
    }

    /** The next request is awaited. Bytes that trickle in do not move the deadline of a head that has begun. */
    void awaitHead(boolean begun) {
        if (!begun) {
            sending.in(timeouts.keepAlive());
        } else if (!inHead) {
            sending.in(timeouts.head());
        }
        inHead = begun;
    }

    /**
     * More of a body is awaited.
     *
     * @param began when the request did, by the event loop's clock: bytes that trickle in do not move the end of its time
     */
    void awaitBody(long began) {
        inHead = false;
        Duration left = timeouts.whole().minusNanos(loop.ticker().nanoTime() - began);
        sending.in(left.compareTo(timeouts.body()) < 0 ? left : timeouts.body());
    }

    void awaitNothing() {
        inHead = false;
        sending.off();
    }

    /** The client may take its answer before the connection is closed; what it still sends does not buy it time. */
    void awaitClose() {
        if (!closing) {
            closing = true;
            sending.in(LINGER);
        }
    }

    void taking(boolean stuck) {
        if (stuck) {
            taking.in(timeouts.body());
        } else {
            taking.off();
        }
    }

    void cancel() {
        sending.cancel();
        taking.cancel();
    }
}
