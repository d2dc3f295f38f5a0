package io.godwit.replayer;

import java.util.concurrent.Semaphore;

/** Requests that may be in flight at once; their number can be changed, also while all are taken. */
final class Slots extends Semaphore {
    private static final long serialVersionUID = 1L;
    private final transient Runnable freed;
    private int size;

    /** @param freed told when a request is over, after its slot is free */
    Slots(int size, Runnable freed) {
        super(size);
        this.freed = freed;
        this.size = size;
    }

    /** The request that had it is over. */
    @Override
    public void release() {
        super.release();
        freed.run();
    }

    /** There was nothing to send. */
    void giveBack() {
        super.release();
    }

    synchronized void resize(int newSize) {
        if (newSize > size) {
            release(newSize - size);
            freed.run();
        } else {
            reducePermits(size - newSize);
        }
        size = newSize;
    }

    /** Whether a request is in flight. */
    synchronized boolean inUse() {
        return availablePermits() < size;
    }

    synchronized int size() {
        return size;
    }
}
