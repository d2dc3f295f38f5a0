package io.godwit.console.role;

import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A fleet that does what it is told and remembers it; its faults are set by the test. */
public final class ScriptedCapture implements Capture {
    public final List<String> calls = new ArrayList<>();
    public boolean capturing = true;
    public List<String> problems = List.of();
    public boolean refusesHold;
    public boolean refusesSeal;
    /** To another side than clients are on, because they were let go. */
    public boolean refusesRelease;
    /** So many times it cannot be told to release. */
    public volatile int releasesThatFail;

    public long gaps;
    public Runnable onHold = () -> {};
    private boolean holding;
    private boolean sealed;
    private Side side = Side.SOURCE;
    private int epoch;

    @Override
    public synchronized void startCapturing() {
        capturing = true;
        calls.add("startCapturing");
    }

    @Override
    public synchronized CaptureStatus status() {
        return new CaptureStatus(true, capturing, holding, sealed, side, epoch, 0, 0, 0, gaps);
    }

    @Override
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public synchronized void hold(Duration atMost) {
        if (refusesHold) {
            throw new SwingRefusedException("proxy-2 did not hold");
        }
        holding = true;
        calls.add("hold");
        onHold.run();
    }

    /** As a proxy does when it was held for too long and not sealed. */
    public synchronized void letGo() {
        holding = sealed;
    }

    @Override
    public synchronized void seal() {
        if (refusesSeal || !holding) {
            throw new SwingRefusedException("proxy-1 had let go");
        }
        sealed = true;
        calls.add("seal");
    }

    @Override
    public synchronized void release(Side to, int newEpoch) {
        if (releasesThatFail > 0) {
            releasesThatFail--;
            throw new IllegalStateException("Kafka is away");
        }
        if (refusesRelease && to != side) {
            holding = false;
            sealed = false;
            throw new SwingRefusedException("proxy-1 had let go");
        }
        holding = false;
        sealed = false;
        side = to;
        epoch = newEpoch;
        calls.add("release " + to + " " + newEpoch);
    }
}
