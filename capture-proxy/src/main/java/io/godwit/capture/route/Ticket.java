package io.godwit.capture.route;

import java.time.Instant;

/**
 * One mutation on its way. Identity matters, so this is no record; made and taken back by the {@link Gate} only.
 */
public final class Ticket {
    private final Route route;
    private final boolean captured;
    private final String requestLine;
    private final Instant since;
    private volatile Runnable giveWay = () -> {};

    Ticket(Route route, boolean captured, String requestLine, Instant since) {
        this.route = route;
        this.captured = captured;
        this.requestLine = requestLine;
        this.since = since;
    }

    public Route route() {
        return route;
    }

    /** Whether this mutation must be recorded before the side can execute it. */
    public boolean captured() {
        return captured;
    }

    public String requestLine() {
        return requestLine;
    }

    public Instant since() {
        return since;
    }

    /** What ends the mutation if its request is not whole yet; called from any thread. */
    public void onGiveWay(Runnable action) {
        giveWay = action;
    }

    void giveWay() {
        giveWay.run();
    }
}
