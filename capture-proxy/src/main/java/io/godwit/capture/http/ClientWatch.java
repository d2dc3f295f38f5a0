package io.godwit.capture.http;

import io.netty.channel.EventLoop;
import java.time.Duration;

/** The clocks of one client connection. Used on its event loop. */
final class ClientWatch {
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final HttpTimeouts timeouts;
    private final Deadline sending;
    private final Deadline taking;
    private boolean inHead;

    /**
     * @param silent the client does not send what it should
     * @param stuck the client does not take its answer
     */
    ClientWatch(EventLoop loop, HttpTimeouts timeouts, Runnable silent, Runnable stuck) {
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

    void awaitBody() {
        inHead = false;
        sending.in(timeouts.body());
    }

    void awaitNothing() {
        inHead = false;
        sending.off();
    }

    void awaitClose() {
        sending.in(LINGER);
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
