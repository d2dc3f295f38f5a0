package io.godwit.trial.history;

import io.godwit.schemas.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * When clients were moved from one side to the other, as the harness says. Each swing that moved them begins an epoch, in
 * which sequence numbers begin anew. Whoever wrote while clients were being moved may have written in either epoch.
 * Thread-safe.
 */
public final class Swings {
    private static final long OPEN = Long.MAX_VALUE;

    private final List<Swing> swings = new ArrayList<>();

    private record Swing(long began, long ended, Side to) {}

    /** Clients begin to be moved; again before the end: it goes on. */
    public synchronized void begin(long at) {
        if (!moving()) {
            swings.add(new Swing(at, OPEN, opposite(side())));
        }
    }

    /** Clients are on {@code side} now; if they were there before, they have not been moved. */
    public synchronized void end(long at, Side side) {
        long began = moving() ? swings.removeLast().began() : at;
        if (side != side()) {
            swings.add(new Swing(began, at, side));
        }
    }

    /** The first epoch in which an operation sent at that time can be executed. */
    public synchronized int earliest(long sent) {
        return (int) swings.stream().filter(swing -> swing.ended() <= sent).count();
    }

    /** The last epoch in which an operation answered at that time was executed. */
    public synchronized int latest(long answered) {
        return (int) swings.stream().filter(swing -> swing.began() < answered).count();
    }

    /** Whether clients are being moved now, as far as is known. */
    public synchronized boolean moving() {
        return !swings.isEmpty() && swings.getLast().ended() == OPEN;
    }

    /** The epoch that clients are in; while they are being moved the one they come from. */
    public synchronized int current() {
        return (int) swings.stream().filter(swing -> swing.ended() != OPEN).count();
    }

    /** Where clients are; while they are being moved where they come from. */
    public synchronized Side side() {
        for (Swing swing : swings.reversed()) {
            if (swing.ended() != OPEN) {
                return swing.to();
            }
        }
        return Side.SOURCE;
    }

    private static Side opposite(Side side) {
        return side == Side.SOURCE ? Side.TARGET : Side.SOURCE;
    }
}
