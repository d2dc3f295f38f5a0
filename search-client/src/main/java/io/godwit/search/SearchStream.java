package io.godwit.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is read as it comes. Reading throws an {@link IOException} when the connection breaks before the
 * end of the body, and when nothing came for the cluster's time-out. To be closed. For one reading thread.
 */
public final class SearchStream extends InputStream {
    private static final int MESSAGE_LIMIT = 600;
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("search-stall-watch").factory());

    private final int status;
    private final String request;
    private final InputStream body;
    private final Duration timeout;
    private final ScheduledFuture<?> watch;
    private volatile boolean waiting;
    private volatile long waitingSince;
    private volatile boolean stalled;

    SearchStream(int status, String request, InputStream body, Duration timeout) {
        this.status = status;
        this.request = request;
        this.body = body;
        this.timeout = timeout;
        long millis = Math.max(10, timeout.toMillis() / 4);
        this.watch = WATCH.scheduleWithFixedDelay(this::breakIfStalled, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** This answer if its status is 2xx, else {@link SearchRefusedException}, and it is closed. */
    public SearchStream orRefuse() throws IOException {
        if (status >= 200 && status < 300) {
            return this;
        }
        try (this) {
            byte[] beginning = readNBytes(MESSAGE_LIMIT);
            String text = new String(beginning, StandardCharsets.UTF_8);
            throw new SearchRefusedException(new SearchAnswer(status, text.getBytes(StandardCharsets.UTF_8), request));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        waitingSince = System.nanoTime();
        waiting = true;
        try {
            int count = body.read(into, offset, length);
            requireMoving(null);
            return count;
        } catch (IOException e) {
            requireMoving(e);
            throw e;
        } finally {
            waiting = false;
        }
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        body.close();
    }

    private void requireMoving(@Nullable IOException cause) throws IOException {
        if (stalled) {
            throw new IOException(request + ": nothing came for " + timeout, cause);
        }
    }

    private void breakIfStalled() {
        if (waiting && System.nanoTime() - waitingSince > timeout.toNanos()) {
            stalled = true;
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            body.close();
        } catch (IOException e) {
            // the reading thread reports the stall
        }
    }
}
