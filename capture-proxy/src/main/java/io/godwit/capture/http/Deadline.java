package io.godwit.capture.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that moves often and passes rarely: moving it later costs nothing, the timer looks where it is when it
 * fires. Used on its event loop.
 */
final class Deadline {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventLoop loop;
    private final Runnable passed;
    private long at = NEVER;
    private long timerAt = NEVER;
    private @Nullable ScheduledFuture<?> timer;

    Deadline(EventLoop loop, Runnable passed) {
        this.loop = loop;
        this.passed = passed;
    }

    void in(Duration wait) {
        at = loop.ticker().nanoTime() + wait.toNanos();
        if (timer == null || at - timerAt < 0) {
            start(wait.toNanos());
        }
    }

    void off() {
        at = NEVER;
    }

    /** Off, and nothing of it stays on the loop. */
    void cancel() {
        off();
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void start(long nanos) {
        if (timer != null) {
            timer.cancel(false);
        }
        timerAt = at;
        timer = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        timer = null;
        if (at == NEVER) {
            return;
        }
        long left = at - loop.ticker().nanoTime();
        if (left > 0) {
            start(left);
        } else {
            off();
            passed.run();
        }
    }
}
