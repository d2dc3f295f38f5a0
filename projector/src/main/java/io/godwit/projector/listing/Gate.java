package io.godwit.projector.listing;

/** Lets pass while it is open. Thread-safe. */
final class Gate {
    private boolean shut;

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    synchronized boolean isShut() {
        return shut;
    }

    synchronized void pass() throws InterruptedException {
        while (shut) {
            wait();
        }
    }
}
