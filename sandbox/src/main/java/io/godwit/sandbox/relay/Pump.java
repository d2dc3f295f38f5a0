package io.godwit.sandbox.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection: a thread that reads, and one that writes when the bytes are due and nothing is frozen.
 *
 * <p>Delayed bytes do not hold up the ones after them: they travel together.
 */
final class Pump {
    /** What shall become of bytes. */
    enum Passage {
        /** They are written. */
        PASSED,
        /** They are not, and the connection goes on. */
        SWALLOWED,
        /** They are not, and the connection ends. */
        ENDED
    }

    /** Asked right before bytes are written. */
    interface Witness {
        Passage pass(byte[] bytes) throws IOException;
    }

    /** Bytes on their way; none: the end of the stream. */
    private record Portion(byte[] bytes, long dueNanos) {}

    private static final int PORTION_BYTES = 64 * 1024;
    private static final int PORTIONS = 64;
    private static final int DROPS_PER_SECOND = 20;

    private final InputStream from;
    private final OutputStream to;
    private final Faults faults;
    private final Witness witness;
    private final BlockingQueue<Portion> underway = new ArrayBlockingQueue<>(PORTIONS);

    Pump(InputStream from, OutputStream to, Faults faults, Witness witness) {
        this.from = from;
        this.to = to;
        this.faults = faults;
        this.witness = witness;
    }

    /** Until the stream ends. */
    void read() throws IOException, InterruptedException {
        byte[] buffer = new byte[PORTION_BYTES];
        int length = from.read(buffer);
        while (length >= 0) {
            underway.put(portion(Arrays.copyOf(buffer, length)));
            length = from.read(buffer);
        }
        underway.put(portion(new byte[0]));
    }

    /** Until the stream ended and all is written, or the witness refuses. Returns whether it ended in order. */
    boolean write() throws IOException, InterruptedException {
        Portion portion = underway.take();
        while (portion.bytes.length > 0) {
            TimeUnit.NANOSECONDS.sleep(portion.dueNanos - System.nanoTime());
            faults.awaitPassage();
            Passage passage = witness.pass(portion.bytes);
            if (passage == Passage.ENDED) {
                return false;
            }
            if (passage == Passage.PASSED) {
                pass(portion.bytes);
            }
            portion = underway.take();
        }
        return true;
    }

    private void pass(byte[] bytes) throws IOException, InterruptedException {
        int from = 0;
        while (from < bytes.length) {
            int rate = faults.bytesPerSecond();
            int length = rate == 0 ? bytes.length - from : Math.clamp(rate / DROPS_PER_SECOND, 1, bytes.length - from);
            to.write(bytes, from, length);
            to.flush();
            from += length;
            if (rate > 0) {
                TimeUnit.MILLISECONDS.sleep(1000 / Math.min(rate, DROPS_PER_SECOND));
            }
        }
    }

    private Portion portion(byte[] bytes) {
        return new Portion(bytes, System.nanoTime() + faults.delay().toNanos());
    }
}
