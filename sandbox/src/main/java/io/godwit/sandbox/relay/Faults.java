package io.godwit.sandbox.relay;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What disturbs the connections of one relay at the moment. */
final class Faults {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean frozen;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean answersLost;

    void freeze(boolean wanted) {
        lock.lock();
        try {
            frozen = wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when nothing is frozen. */
    void awaitPassage() throws InterruptedException {
        lock.lock();
        try {
            while (frozen) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    Duration delay() {
        return delay;
    }

    void delay(Duration wanted) {
        delay = wanted;
    }

    boolean answersLost() {
        return answersLost;
    }

    void loseAnswers(boolean wanted) {
        answersLost = wanted;
    }
}
