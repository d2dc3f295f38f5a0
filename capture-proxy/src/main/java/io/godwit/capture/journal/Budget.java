package io.godwit.capture.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Account of the captured bytes in memory: collected for a part or waiting for Kafka. Taking never fails, callers that
 * can wait do so for room before they read more; so the limit is passed by at most one network read of each connection.
 * Thread-safe.
 */
final class Budget {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();
    private final List<Runnable> waiting = new ArrayList<>();

    Budget(long limit) {
        this.limit = limit;
    }

    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    void give(long bytes) {
        if (taken.addAndGet(-bytes) < limit) {
            wake();
        }
    }

    boolean hasRoom() {
        return taken.get() < limit;
    }

    long taken() {
        return taken.get();
    }

    /** Calls back once when there is room, from whatever thread. */
    void whenRoom(Runnable callback) {
        synchronized (waiting) {
            waiting.add(callback);
        }
        if (hasRoom()) {
            wake();
        }
    }

    private void wake() {
        List<Runnable> ready;
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                return;
            }
            ready = List.copyOf(waiting);
            waiting.clear();
        }
        ready.forEach(Runnable::run);
    }
}
