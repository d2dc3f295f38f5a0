package io.godwit.console.role;

import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.List;

/**
 * The fleet of capture proxies, seen as one: an order is done when every live proxy has carried it out. All calls block
 * until then.
 */
public interface Capture {

    /** Every mutation from now on is recorded before the side that clients are routed to can execute it. */
    void startCapturing();

    CaptureStatus status();

    /** What is wrong with single proxies, in words; empty when all is well. */
    List<String> problems();

    /**
     * Lets mutations in flight finish, their outcomes recorded, and makes new ones wait, for at most {@code atMost};
     * after that the proxies release them to the present side by themselves, unless {@link #seal} came before. Reads pass.
     *
     * @throws SwingRefusedException when a proxy could not hold in time; nothing is held then
     */
    void hold(Duration atMost);

    /**
     * From now on no proxy lets a mutation go before {@link #release}: what has waited for too long is refused, so that its
     * client sends it again. Only then may it be decided where mutations go: a proxy that let them go by itself could do so
     * after another one was released to the other side.
     *
     * @throws SwingRefusedException when a proxy does not hold any more, or cannot be asked; some may be sealed then, so they
     *     must be released to where they were
     */
    void seal();

    /**
     * Routes all requests, held ones first, to {@code side} and records them under {@code epoch}. When it throws anything
     * else than told below, some proxies may have done so.
     *
     * @throws SwingRefusedException when nothing is held: the proxies have meanwhile released the requests by themselves to
     *     the side they had; or, while {@link CaptureStatus#sealed}, when they cannot be released now. Routing is unchanged
     */
    void release(Side side, int epoch);
}
