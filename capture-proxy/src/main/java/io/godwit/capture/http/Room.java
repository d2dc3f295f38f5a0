package io.godwit.capture.http;

import io.netty.channel.EventLoop;

/** Room for what one exchange reads; says when there is some again. Used on one event loop. */
final class Room {
    private final ExchangeRecord record;
    private final EventLoop loop;
    private final Runnable again;
    private boolean waiting;

    Room(ExchangeRecord record, EventLoop loop, Runnable again) {
        this.record = record;
        this.loop = loop;
        this.again = again;
    }

    /** Whether there is; if not, {@code again} is run on the loop when there is. */
    boolean there() {
        if (record.hasRoom()) {
            return true;
        }
        if (!waiting) {
            waiting = true;
            record.whenRoom(() -> loop.execute(this::resume));
        }
        return false;
    }

    private void resume() {
        waiting = false;
        again.run();
    }
}
