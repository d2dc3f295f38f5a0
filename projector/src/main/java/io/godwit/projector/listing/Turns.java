package io.godwit.projector.listing;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * While records are read again for edits, one page of the backfill is read at a time, and at most half of the time: readers
 * take turns, and the source has room for what somebody waits for. Thread-safe.
 */
final class Turns {
    private static final long LONGEST_REST_MILLIS = 1_000;

    private final Semaphore one = new Semaphore(1, true);
    private final BooleanSupplier besideEdits;

    /** @param besideEdits whether records are read for edits */
    Turns(BooleanSupplier besideEdits) {
        this.besideEdits = besideEdits;
    }

    /** Of one slice, told also to {@code watch}; used by one thread, and closed when the listing of it ends. */
    Turn of(Lister.Watch watch) {
        return new Turn(watch);
    }

    /** From before a page is asked for until it is read. */
    final class Turn implements Lister.Watch, AutoCloseable {
        private final Lister.Watch watch;
        private boolean held;
        private long began;
        private long tookMillis;

        private Turn(Lister.Watch watch) {
            this.watch = watch;
        }

        @Override
        public boolean wantsMore() {
            boolean wants = watch.wantsMore() && (!besideEdits.getAsBoolean() || isTaken());
            began = System.nanoTime();
            return wants;
        }

        @Override
        public void read() {
            tookMillis = (System.nanoTime() - began) / 1_000_000;
            close();
        }

        @Override
        public void listed(int documents, long bytes) {
            watch.listed(documents, bytes);
        }

        @Override
        public void spent(long atSourceNanos, long atKafkaNanos) {
            watch.spent(atSourceNanos, atKafkaNanos);
        }

        @Override
        public void close() {
            if (held) {
                held = false;
                one.release();
            }
        }

        private boolean isTaken() {
            try {
                one.acquire();
                held = true;
                Thread.sleep(Math.min(tookMillis, LONGEST_REST_MILLIS));
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
