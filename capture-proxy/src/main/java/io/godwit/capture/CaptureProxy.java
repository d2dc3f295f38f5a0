package io.godwit.capture;

import io.godwit.capture.HoldOutcome.Held;
import io.godwit.capture.HoldOutcome.NotHeld;
import io.godwit.capture.ReleaseOutcome.NotReleased;
import io.godwit.capture.ReleaseOutcome.Released;
import io.godwit.capture.SealOutcome.NotSealed;
import io.godwit.capture.SealOutcome.Sealed;
import io.godwit.capture.http.Doorkeeping;
import io.godwit.capture.http.FrontDoor;
import io.godwit.capture.journal.CaptureRefusedException;
import io.godwit.capture.journal.GapJournal;
import io.godwit.capture.journal.TrafficJournal;
import io.godwit.capture.route.Gate;
import io.godwit.capture.route.Route;
import io.godwit.capture.route.Ticket;
import io.godwit.flow.crash.CrashPoint;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP/1.1 proxy between clients and the side they use. What it promises:
 *
 * <ul>
 *   <li>While capturing, no side gets the last piece of a mutation before the whole request is durable in Kafka. A request
 *       that cannot be made durable is answered 503 with {@code Retry-After}, and the side never gets it whole.
 *   <li>Every recorded request gets an outcome in Kafka: the whole answer, {@code Unknown}, {@code NotSent}, or a barrier
 *       at the next start. The client's answer does not wait for it, because the durable request already keeps the write
 *       from being lost.
 *   <li>Reads never wait for Kafka nor for a hold.
 *   <li>Before capturing starts and after it stops, requests pass unchanged.
 * </ul>
 *
 * <p>Thread-safe. The orders block; give them a virtual thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what the timer does reports for itself
public final class CaptureProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureProxy.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Duration SLIP_IN = Duration.ofSeconds(30);
    /** How long a hold waits for clients that have not sent the whole of their write. */
    private static final Duration STILL_SENDING = Duration.ofSeconds(2);

    private final CaptureSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final Journals journals;
    private final Gate gate;
    private final TrafficJournal journal;
    private final GapJournal gaps;
    private final FrontDoor front;
    private @Nullable ScheduledFuture<?> letGo;
    private boolean announced;
    private boolean closed;

    private CaptureProxy(CaptureSettings settings, boolean capturing) {
        this.settings = settings;
        this.gate = settings.sealed() ? Gate.shut(settings.start(), clock) : Gate.open(settings.start(), clock);
        this.journals = Journals.open(settings, clock);
        this.journal = journals.traffic();
        this.gaps = journals.gaps();
        if (capturing) {
            capture();
        }
        this.front = open();
    }

    /** Nothing is under way yet: what is admitted from here on is recorded. */
    private void capture() {
        try {
            announce();
            gate.startCapturing();
        } catch (RuntimeException e) {
            journals.close(Duration.ZERO);
            throw e;
        }
    }

    private void announce() {
        Route route = gate.route();
        journal.prepare(route);
        if (!announced) {
            await(
                    journal.barrier(route, "start of a new incarnation"),
                    settings.journal().delivery());
            announced = true;
        }
    }

    private FrontDoor open() {
        try {
            return FrontDoor.open(settings.front(), settings.sides(), new Doorkeeping(gate, journal, gaps));
        } catch (RuntimeException e) {
            journals.close(Duration.ZERO);
            throw e;
        }
    }

    /** Opens the port; requests pass at once, nothing is captured yet. Kafka need not be there. */
    public static CaptureProxy start(CaptureSettings settings) {
        return started(new CaptureProxy(settings, false), settings);
    }

    /**
     * As {@link #start}, for a proxy that captured before this process began: everything is recorded from the first
     * request on, and what an earlier incarnation left without an outcome is declared unknown before.
     *
     * @throws CaptureRefusedException when Kafka does not take the barrier in time; the port is not opened then
     */
    public static CaptureProxy resume(CaptureSettings settings) {
        return started(new CaptureProxy(settings, true), settings);
    }

    private static CaptureProxy started(CaptureProxy proxy, CaptureSettings settings) {
        LOG.atInfo()
                .addKeyValue("proxy", settings.name())
                .addKeyValue("address", proxy.address())
                .addKeyValue("side", settings.start().side())
                .log("capture proxy started");
        return proxy;
    }

    /** Where clients reach it, with the real port. */
    public InetSocketAddress address() {
        return front.address();
    }

    /**
     * Records every mutation admitted from now on. When it returns, what an earlier incarnation of this proxy left without
     * an outcome is declared unknown, and mutations that were under way unrecorded have ended (or, after 30 s, are gaps).
     *
     * @throws CaptureRefusedException when Kafka does not take the barrier in time; nothing is captured then
     */
    public synchronized void startCapturing() {
        announce();
        gate.startCapturing();
        List<Ticket> slippedIn = uncapturedStillThere(clock.instant().plus(SLIP_IN));
        slippedIn.forEach(
                ticket -> gaps.remember(ticket, "capturing began while it was executed; it goes on", clock.instant()));
        LOG.atInfo().addKeyValue("gaps", slippedIn.size()).log("capturing");
    }

    /** Lets mutations pass unrecorded from now on; those already recorded are recorded to their end. */
    public synchronized void stopCapturing() {
        gate.stopCapturing();
        LOG.atInfo().log("capturing stopped");
    }

    /**
     * Lets mutations in flight finish, their outcomes recorded, and makes new ones wait. Unless released or sealed before,
     * they are let go to the present side {@code max} after this call. A mutation that its client is still sending after 2 s is
     * refused, so that no slow client keeps all others from being held.
     */
    public synchronized HoldOutcome hold(Duration max) {
        Instant began = clock.instant();
        OptionalLong hold = gate.hold();
        if (hold.isEmpty()) {
            return new NotHeld("mutations are held already");
        }
        long number = hold.getAsLong();
        letGo = journals.timer().schedule(() -> expire(number), max.toNanos(), TimeUnit.NANOSECONDS);
        try {
            if (!gate.awaitIdle(began.plus(STILL_SENDING), began.plus(max))) {
                return notHeld(number, gate.inFlight() + " mutations did not finish within " + max);
            }
            if (gate.capturing()) {
                await(journal.barrier(gate.route(), "hold"), Duration.between(clock.instant(), began.plus(max)));
                CrashPoint.BARRIER_BEFORE_HELD.pass();
            }
        } catch (CaptureRefusedException e) {
            return notHeld(number, "the barrier is not in Kafka: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notHeld(number, "interrupted");
        }
        return gate.holding()
                ? new Held(Duration.between(began, clock.instant()))
                : new NotHeld("the hold ended by itself after " + max);
    }

    /**
     * Makes sure that nothing but a release ends the present hold: when its time is over, what waits and all later mutations
     * are answered 503 with {@code Retry-After}, and no side gets them. Reads pass. A second time is without effect.
     */
    public synchronized SealOutcome seal() {
        if (!gate.seal()) {
            return new NotSealed("nothing is held; if it was, the hold had lasted longer than allowed");
        }
        LOG.atInfo().log("sealed");
        return new Sealed();
    }

    /** Routes everything to {@code side}, what is held first, and records it under {@code epoch} in {@code flow}. */
    public synchronized ReleaseOutcome release(Side side, int epoch, Topics flow) {
        Route next = new Route(side, epoch, flow);
        if (gate.capturing()) {
            try {
                journal.prepare(next);
            } catch (CaptureRefusedException e) {
                return new NotReleased(String.valueOf(e.getMessage()));
            }
        }
        OptionalInt held = gate.release(next);
        if (held.isEmpty()) {
            return new NotReleased("nothing is held; if it was, the hold had lasted longer than allowed");
        }
        if (letGo != null) {
            letGo.cancel(false);
        }
        LOG.atInfo()
                .addKeyValue("side", side)
                .addKeyValue("epoch", epoch)
                .addKeyValue("held", held.getAsInt())
                .log("released");
        return new Released(held.getAsInt());
    }

    /** Never blocks. */
    public CaptureStatus status() {
        Route route = gate.route();
        return new CaptureStatus(
                journal.healthy() && front.sideReachable(),
                gate.capturing(),
                gate.holding(),
                gate.sealed(),
                route.side(),
                route.epoch(),
                gate.inFlight(),
                gate.parked(),
                gaps.pending() + gate.slippedIn(),
                front.counts());
    }

    /**
     * Lets no new client in, lets go of what is held (what is sealed is answered 503), lets what is under way finish for at
     * most 10 s, then cuts it off; blocks. A second time is without effect.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        gate.timeOver();
        front.close(CLOSE);
        try {
            gate.awaitIdle(clock.instant().plus(CLOSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        front.close();
        journals.close(CLOSE);
        LOG.atInfo().addKeyValue("counts", front.counts()).log("capture proxy closed");
    }

    private void expire(long hold) {
        if (gate.timeOver(hold)) {
            LOG.atWarn().addKeyValue("sealed", gate.sealed()).log("hold too long; sealed writes are refused");
        }
    }

    private NotHeld notHeld(long hold, String reason) {
        gate.timeOver(hold);
        return new NotHeld(reason);
    }

    private List<Ticket> uncapturedStillThere(Instant deadline) {
        try {
            return gate.awaitUncapturedGone(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while capturing was started", e);
        }
    }

    private static void await(CompletableFuture<Void> future, Duration atMost) {
        try {
            future.get(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CaptureRefusedException("Kafka did not take it within " + atMost, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaptureRefusedException("interrupted", e);
        }
    }
}
