package io.godwit.projector.source;

import io.godwit.search.SearchRefusedException;
import io.godwit.search.SearchUnavailableException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a cluster again when it could not answer: connection lost, 429, 5xx, an answer that was not whole. Waits longer
 * each time, up to ten seconds, and never gives up by itself: there is nothing better to do. Once stopped it asks nothing
 * more, so that whoever asks again and again comes to an end.
 */
public final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long FIRST_MS = 100;
    private static final long LONGEST_MS = 10_000;

    private final BooleanSupplier stopped;

    /** @param stopped true ends the waiting with the last error, and the asking */
    public Patience(BooleanSupplier stopped) {
        this.stopped = stopped;
    }

    /** As {@link #ask} of what answers nothing. */
    public void run(String what, Runnable question) {
        ask(what, () -> {
            question.run();
            return true;
        });
    }

    /**
     * The answer, however long it takes.
     *
     * @throws CancellationException when it was stopped before it asked
     */
    public <T> T ask(String what, Supplier<T> question) {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("stopped before it asked for " + what);
        }
        long pause = FIRST_MS;
        while (true) {
            try {
                return question.get();
            } catch (SearchUnavailableException | IncompleteAnswerException e) {
                pause = pauseAfter(what, e, pause);
            } catch (SearchRefusedException e) {
                if (!e.retriable()) {
                    throw e;
                }
                pause = pauseAfter(what, e, pause);
            }
        }
    }

    private long pauseAfter(String what, RuntimeException error, long pause) {
        if (stopped.getAsBoolean()) {
            throw error;
        }
        LOG.atInfo()
                .addKeyValue("asked", what)
                .addKeyValue("error", error.getMessage())
                .log("no answer, asking again");
        try {
            Thread.sleep(
                    Duration.ofMillis(pause / 2 + ThreadLocalRandom.current().nextLong(pause)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw error;
        }
        return Math.min(LONGEST_MS, pause * 2);
    }
}
