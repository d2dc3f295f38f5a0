package io.godwit.replayer;

import java.util.concurrent.Semaphore;

/** Requests that may be in flight at once; their number can be changed, also while all are taken. */
final class Slots extends Semaphore {
    private static final long serialVersionUID = 1L;
    private int size;

    Slots(int size) {
        super(size);
        this.size = size;
    }

    synchronized void resize(int newSize) {
        if (newSize > size) {
            release(newSize - size);
        } else {
            reducePermits(size - newSize);
        }
        size = newSize;
    }

    synchronized int size() {
        return size;
    }
}
