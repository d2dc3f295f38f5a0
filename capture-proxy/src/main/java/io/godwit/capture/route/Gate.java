package io.godwit.capture.route;

import io.godwit.capture.route.Admission.Admitted;
import io.godwit.capture.route.Admission.Parked;
import io.godwit.capture.route.Admission.Refused;
import io.godwit.capture.route.Admission.Waiting;
import io.godwit.flow.crash.CrashPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Every mutation passes here before it is recorded or sent, and is known here until its outcome is settled.
 *
 * <pre>
 *   OPEN --hold--> HELD --seal--> SEALED --timeOver--> SHUT   (a gate may begin here)
 *    ^               |              |                   |
 *    |               |timeOver      |release(route)     |release(route)
 *    |               |release(route)|                   |
 *    '---------------'--------------'-------------------'
 * </pre>
 *
 * <p>Held and sealed mutations wait; when the time of a hold is over, those that were only held go where they would have
 * gone, and those that were sealed are refused, because by then others may have been let in elsewhere. A shut gate refuses
 * all; nothing but a release opens it. Whether an open gate has mutations recorded is told by {@link #startCapturing} and
 * {@link #stopCapturing}, in any mode.
 *
 * <p>Thread-safe: one lock, held for a few instructions; only the {@code await} methods block, and never holding it.
 * Because mode and mutations in flight are read and changed under that one lock, a mutation is either seen by
 * {@link #awaitIdle} or parked: none slips through a hold.
 */
public final class Gate {
    private enum Mode {
        OPEN,
        HELD,
        SEALED,
        SHUT
    }

    private final Clock clock;
    private final Set<Ticket> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Waiting> parked = new ArrayList<>();
    private volatile Route route;
    private volatile boolean capturing;
    private volatile Mode mode;
    private long holds;

    private Gate(Route route, Mode mode, Clock clock) {
        this.route = route;
        this.mode = mode;
        this.clock = clock;
    }

    public static Gate open(Route route, Clock clock) {
        return new Gate(route, Mode.OPEN, clock);
    }

    /** Lets nobody in before it is told the route by a release. */
    public static Gate shut(Route route, Clock clock) {
        return new Gate(route, Mode.SHUT, clock);
    }

    public Route route() {
        return route;
    }

    public boolean capturing() {
        return capturing;
    }

    /** Whether no mutation is let in now. */
    public boolean holding() {
        return mode != Mode.OPEN;
    }

    /** Whether no mutation is let in before a release. */
    public boolean sealed() {
        return switch (mode) {
            case OPEN, HELD -> false;
            case SEALED, SHUT -> true;
        };
    }

    /** Lets a mutation go, parks or refuses it. A parked one asks again when it is resumed. */
    public Admission admit(String requestLine, Waiting waiting) {
        synchronized (inFlight) {
            return switch (mode) {
                case OPEN -> {
                    Ticket ticket = new Ticket(route, capturing, requestLine, clock.instant());
                    inFlight.add(ticket);
                    yield new Admitted(ticket);
                }
                case HELD, SEALED -> {
                    parked.add(waiting);
                    yield new Parked();
                }
                case SHUT -> new Refused();
            };
        }
    }

    /** Takes back the ticket of a mutation whose outcome is settled; a second time is without effect. */
    public void settled(Ticket ticket) {
        synchronized (inFlight) {
            if (inFlight.remove(ticket)) {
                inFlight.notifyAll();
            }
        }
    }

    /** Whether a mutation that is not recorded began before capturing did and may be executed after it. */
    public boolean slippedIn(Ticket ticket) {
        return capturing && !ticket.captured();
    }

    public int inFlight() {
        synchronized (inFlight) {
            return inFlight.size();
        }
    }

    /** Mutations that slipped in and have not ended. */
    public int slippedIn() {
        synchronized (inFlight) {
            return (int) inFlight.stream().filter(this::slippedIn).count();
        }
    }

    public int parked() {
        synchronized (inFlight) {
            return parked.size();
        }
    }

    /** Mutations admitted from now on are recorded. */
    public void startCapturing() {
        synchronized (inFlight) {
            capturing = true;
        }
    }

    /** Mutations admitted from now on are not recorded. */
    public void stopCapturing() {
        synchronized (inFlight) {
            capturing = false;
        }
    }

    /** Parks mutations from now on. Gives the number of this hold; empty if there is one already. */
    public OptionalLong hold() {
        synchronized (inFlight) {
            if (mode != Mode.OPEN) {
                return OptionalLong.empty();
            }
            mode = Mode.HELD;
            return OptionalLong.of(++holds);
        }
    }

    /** From now on nothing but a release ends the hold; false, and nothing changed, if it has ended already. */
    public boolean seal() {
        synchronized (inFlight) {
            if (mode == Mode.HELD) {
                mode = Mode.SEALED;
            }
            return mode != Mode.OPEN;
        }
    }

    /**
     * The hold of that number has lasted long enough: what is parked goes on, routing unchanged, or is refused if the gate
     * is sealed. False if that hold has ended already.
     */
    public boolean timeOver(long hold) {
        List<Waiting> resumed;
        synchronized (inFlight) {
            if (holds != hold || (mode != Mode.HELD && mode != Mode.SEALED)) {
                return false;
            }
            mode = mode == Mode.HELD ? Mode.OPEN : Mode.SHUT;
            resumed = unpark();
        }
        resumed.forEach(Waiting::resume);
        return true;
    }

    /** For a gate that is to be given up: as if the time of the present hold were over, if there is one. */
    public void timeOver() {
        long hold;
        synchronized (inFlight) {
            hold = holds;
        }
        timeOver(hold);
    }

    /**
     * Ends the present hold, sealed or not, and resumes what is parked.
     *
     * @return how many were resumed; empty, and nothing changed, when nothing is held
     */
    public OptionalInt release(Route next) {
        List<Waiting> resumed;
        synchronized (inFlight) {
            if (mode == Mode.OPEN) {
                return OptionalInt.empty();
            }
            route = next;
            mode = Mode.OPEN;
            resumed = unpark();
        }
        CrashPoint.ROUTE_BEFORE_RESUME.pass();
        resumed.forEach(Waiting::resume);
        return OptionalInt.of(resumed.size());
    }

    private List<Waiting> unpark() {
        List<Waiting> resumed = List.copyOf(parked);
        parked.clear();
        return resumed;
    }

    /** Waits until no mutation is in flight; false when that took longer than until {@code deadline}. */
    public boolean awaitIdle(Instant deadline) throws InterruptedException {
        return await(ticket -> true, deadline).isEmpty();
    }

    /** As above; those whose clients are still sending them at {@code patience} have to give way. */
    public boolean awaitIdle(Instant patience, Instant deadline) throws InterruptedException {
        if (!patience.isBefore(deadline)) {
            return awaitIdle(deadline);
        }
        await(ticket -> true, patience).forEach(Ticket::giveWay);
        return awaitIdle(deadline);
    }

    /** Waits until no mutation is in flight that was admitted without being recorded; returns those that still are. */
    public List<Ticket> awaitUncapturedGone(Instant deadline) throws InterruptedException {
        return await(ticket -> !ticket.captured(), deadline);
    }

    private List<Ticket> await(Predicate<Ticket> which, Instant deadline) throws InterruptedException {
        synchronized (inFlight) {
            while (true) {
                List<Ticket> left = inFlight.stream().filter(which).toList();
                long millis = Duration.between(clock.instant(), deadline).toMillis();
                if (left.isEmpty() || millis <= 0) {
                    return left;
                }
                inFlight.wait(Math.min(millis, 1_000));
            }
        }
    }
}
