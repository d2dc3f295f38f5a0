package io.godwit.capture.route;

import io.godwit.capture.route.Admission.Admitted;
import io.godwit.capture.route.Admission.Parked;
import io.godwit.capture.route.Admission.Waiting;
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
 *   open, not capturing --startCapturing--> open, capturing --hold--> holding --release(route)--> open, capturing
 *            ^-------------stopCapturing-----------'                     '---letGo--> open, same route
 * </pre>
 *
 * <p>Thread-safe: one lock, held for a few instructions; only the {@code await} methods block, and never holding it.
 * Because mode and mutations in flight are read and changed under that one lock, a mutation is either seen by
 * {@link #awaitIdle} or parked: none slips through a hold.
 */
public final class Gate {
    private final Clock clock;
    private final Set<Ticket> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Waiting> parked = new ArrayList<>();
    private volatile Route route;
    private volatile boolean capturing;
    private volatile boolean holding;
    private long holds;

    public Gate(Route route, Clock clock) {
        this.route = route;
        this.clock = clock;
    }

    public Route route() {
        return route;
    }

    public boolean capturing() {
        return capturing;
    }

    public boolean holding() {
        return holding;
    }

    /** Lets a mutation go, or parks it. A parked one asks again when it is resumed. */
    public Admission admit(String requestLine, Waiting waiting) {
        synchronized (inFlight) {
            if (holding) {
                parked.add(waiting);
                return new Parked();
            }
            Ticket ticket = new Ticket(route, capturing, requestLine, clock.instant());
            inFlight.add(ticket);
            return new Admitted(ticket);
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

    /** Parks mutations from now on. Gives the number of this hold; empty if it does so already. */
    public OptionalLong hold() {
        synchronized (inFlight) {
            if (holding) {
                return OptionalLong.empty();
            }
            holding = true;
            return OptionalLong.of(++holds);
        }
    }

    /** Ends the hold of that number, routing unchanged; false if it has ended already. */
    public boolean letGo(long hold) {
        List<Waiting> resumed;
        synchronized (inFlight) {
            if (!holding || holds != hold) {
                return false;
            }
            resumed = open(route);
        }
        resumed.forEach(Waiting::resume);
        return true;
    }

    /**
     * Ends the present hold and resumes what is parked.
     *
     * @return how many were resumed; empty, and nothing changed, when nothing is held
     */
    public OptionalInt release(Route next) {
        List<Waiting> resumed;
        synchronized (inFlight) {
            if (!holding) {
                return OptionalInt.empty();
            }
            resumed = open(next);
        }
        resumed.forEach(Waiting::resume);
        return OptionalInt.of(resumed.size());
    }

    private List<Waiting> open(Route next) {
        route = next;
        holding = false;
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
