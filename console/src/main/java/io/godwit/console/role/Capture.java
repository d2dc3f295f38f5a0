package io.godwit.console.role;

import io.godwit.schemas.Side;
import java.time.Duration;

/**
 * The fleet of capture proxies, seen as one: an order is done when every live proxy has carried it out. All calls block
 * until then.
 */
public interface Capture {

    /** Every mutation from now on is recorded before the side that clients are routed to can execute it. */
    void startCapturing();

    CaptureStatus status();

    /**
     * Lets mutations in flight finish, their outcomes recorded, and makes new ones wait, for at most {@code atMost};
     * after that the proxies release them to the present side by themselves. Reads pass.
     *
     * @throws SwingRefusedException when a proxy could not hold in time; nothing is held then
     */
    void hold(Duration atMost);

    /**
     * Routes all requests, held ones first, to {@code side} and records them under {@code epoch}.
     *
     * @throws SwingRefusedException when the proxies have meanwhile released the requests by themselves to the side
     *     they had; routing is unchanged then
     */
    void release(Side side, int epoch);
}
