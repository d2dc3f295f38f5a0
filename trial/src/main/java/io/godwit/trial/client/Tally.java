package io.godwit.trial.client;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What all clients together have done and seen. Thread-safe. */
final class Tally {
    private static final int ERRORS_KEPT = 1_000;

    final AtomicLong requests = new AtomicLong();
    final AtomicLong unknown = new AtomicLong();
    final AtomicLong notExecuted = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final Queue<String> kept = new ConcurrentLinkedQueue<>();

    void error(String message) {
        if (errors.incrementAndGet() <= ERRORS_KEPT) {
            kept.add(message);
        }
    }

    /** What clients saw and should not have seen; the first of them if there are very many. */
    List<String> errors() {
        return List.copyOf(kept);
    }
}
