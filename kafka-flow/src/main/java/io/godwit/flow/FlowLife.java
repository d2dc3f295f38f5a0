package io.godwit.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether a flow goes on, and a way for its polling thread to wait until deliveries are finished. */
final class FlowLife {
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private volatile @Nullable Thread waiting;

    /** Ends the flow at the next turn of its polling thread; the first ending counts. */
    void end(Ending how) {
        ending.compareAndSet(null, how);
    }

    Optional<Ending> ending() {
        return Optional.ofNullable(ending.get());
    }

    /** Some partition has nothing in flight any more. */
    void settled() {
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Waits on the polling thread until the condition, which {@link #settled} may make true, holds or time is up. */
    boolean await(BooleanSupplier condition, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        waiting = Thread.currentThread();
        try {
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(this, Math.min(left, LOOK_AGAIN_NANOS));
            }
            return true;
        } finally {
            waiting = null;
        }
    }
}
