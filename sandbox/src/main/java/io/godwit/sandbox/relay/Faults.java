package io.godwit.sandbox.relay;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What disturbs the connections of one relay at the moment. */
final class Faults {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean frozen;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean answersLost;
    private volatile int refusal;
    private volatile int refusedPercent;
    private volatile int bytesPerSecond;

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

    /** The status of answers that are given in the server's place. */
    int refusal() {
        return refusal;
    }

    void refuse(int status, int percent) {
        refusal = status;
        refusedPercent = percent;
    }

    boolean refusesNext() {
        return refusedPercent > 0 && ThreadLocalRandom.current().nextInt(100) < refusedPercent;
    }

    /** How fast one direction of a connection may be; 0: as fast as it can. */
    int bytesPerSecond() {
        return bytesPerSecond;
    }

    void trickle(int wanted) {
        bytesPerSecond = wanted;
    }
}
