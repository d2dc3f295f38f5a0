package io.godwit.console.verify;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, one call at a time; how far it is every second. Thread-safe. */
final class Announcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final VerificationListener listener;
    private final Board board;
    private final Object turn = new Object();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("verify-progress").factory());

    Announcer(VerificationListener listener, Board board) {
        this.listener = listener;
        this.board = board;
        var unused = timer.scheduleAtFixedRate(this::tellOrLog, 1, 1, TimeUnit.SECONDS);
    }

    void differs(Difference difference) {
        synchronized (turn) {
            listener.differs(difference);
        }
    }

    /** Tells the last state before it ends. */
    @Override
    public void close() {
        timer.close();
        tellOrLog();
    }

    /** A listener that throws must not end the timer. */
    private void tellOrLog() {
        try {
            synchronized (turn) {
                listener.progress(board.progress());
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("listener failed");
        }
    }
}
