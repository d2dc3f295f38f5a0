package io.godwit.chaos.tour;

import io.godwit.chaos.role.Ending;
import io.godwit.chaos.role.Launch;
import io.godwit.chaos.role.RoleSpec;
import io.godwit.chaos.role.Roles;
import io.godwit.flow.crash.CrashPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leads the role processes of a run through all crash points: each is started armed with the point it is to halt at
 * next, until it has halted there. Killed by somebody else, it is started armed with the same one; when it does not pass
 * it in 20 s, the next one has its turn. In the last round each process has 20 s more after each such start: what waits is
 * to be worked off. Thread-safe; never holds its lock while it asks a process.
 */
public final class Tour implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Between two processes that are started anew for want of a pass: the others shall get on. */
    private static final Duration GAP = Duration.ofSeconds(5);

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration TICK = Duration.ofMillis(250);

    /** A process that was started by this tour, since that start. */
    private static final class Running {
        final Optional<Stop> armed;
        Duration worked = Duration.ZERO;

        Running(Optional<Stop> armed) {
            this.armed = armed;
        }
    }

    private final Plan plan;
    private final Set<CrashPoint> points;
    private final Map<String, Running> running = new HashMap<>();
    private @Nullable Roles roles;
    private @Nullable Thread guide;
    private Instant lastRenewal = Instant.EPOCH;
    /** In the last round; empty before. */
    private Optional<Map<String, Integer>> lastRenewals = Optional.empty();

    private volatile boolean over;

    private Tour(Plan plan, Set<CrashPoint> points) {
        this.plan = plan;
        this.points = points;
    }

    /**
     * A tour for these processes.
     *
     * @param swings whether {@link #before} will be told of verifications and swings
     */
    public static Tour of(long seed, List<RoleSpec> specs, boolean swings) {
        Set<CrashPoint> points = EnumSet.allOf(CrashPoint.class);
        points.removeIf(point -> !swings && Leg.of(point) == Leg.SWING);
        Set<Leg> occasions = swings ? EnumSet.of(Leg.VERIFICATION, Leg.SWING) : EnumSet.noneOf(Leg.class);
        return new Tour(new Plan(seed, Shares.of(seed, processes(specs), points), occasions), points);
    }

    /** One that arms nothing. */
    public static Tour none(List<RoleSpec> specs) {
        Set<CrashPoint> none = EnumSet.noneOf(CrashPoint.class);
        return new Tour(new Plan(0, Shares.of(0, processes(specs), none), Set.of()), none);
    }

    private static Map<String, String> processes(List<RoleSpec> specs) {
        return specs.stream().collect(Collectors.toMap(RoleSpec::name, RoleSpec::role));
    }

    /** The points it leads to, each with how often {@code halts} has it. */
    public Map<String, Integer> visits(Map<String, Integer> halts) {
        Map<String, Integer> visits = new TreeMap<>();
        points.forEach(point -> visits.put(point.text(), halts.getOrDefault(point.text(), 0)));
        return visits;
    }

    /** How a process is to be started; asked at each start that nobody else has a wish for. */
    public synchronized Launch launch(String name) {
        Optional<Stop> stop = plan.next(name);
        running.put(name, new Running(stop));
        return stop.map(at -> Launch.crashingAt(at.point().text(), at.pass())).orElse(Launch.PLAIN);
    }

    /** A process has ended and was not started again yet. */
    public synchronized void ended(Ending ending) {
        running.remove(ending.name());
        if (ending.cause() == Ending.Cause.CRASHED) {
            points.stream()
                    .filter(point -> point.text().equals(ending.crashPoint()))
                    .forEach(point -> plan.halted(ending.name(), point));
        }
    }

    /** The beginning is over: from now on processes may be started anew to be armed. */
    public synchronized void begin(Roles processes) {
        roles = processes;
        plan.enter(Leg.MIDDLE);
        if (!points.isEmpty()) {
            guide = Thread.ofPlatform().name("tour").daemon().start(() -> guide(processes));
        }
    }

    /** No other round after this one: other faults are over, and what they have left is to be worked off. */
    public synchronized void lastRound() {
        plan.lastRound();
        lastRenewals = Optional.of(new HashMap<>());
    }

    /** Whether a point that is passed on that occasion was not halted at yet. */
    public synchronized boolean lacks(Leg occasion) {
        return !plan.waitingFor(occasion).isEmpty();
    }

    /** The occasion is near: arms those that lack one of its points, and waits (at most a minute) until they are ready. */
    public void before(Leg occasion) throws InterruptedException {
        settle(enter(occasion));
    }

    /** No occasion any more. */
    public synchronized void after() {
        if (plan.leg() != Leg.END) {
            plan.enter(Leg.MIDDLE);
        }
    }

    /** The end: nothing is armed any more; waits (at most a minute) until processes that were are ready again. */
    public void calm() throws InterruptedException {
        close();
        Thread last = guide();
        if (last != null) {
            last.join();
        }
        settle(enter(Leg.END));
    }

    @Override
    public void close() {
        over = true;
    }

    /** Names of the processes to which this makes a difference. */
    private synchronized Set<String> enter(Leg leg) {
        plan.enter(leg);
        Set<String> concerned = new HashSet<>(plan.waitingFor(leg));
        if (leg == Leg.END) {
            running.forEach((name, process) -> process.armed.ifPresent(_ -> concerned.add(name)));
        }
        return concerned;
    }

    private void settle(Set<String> names) throws InterruptedException {
        Roles processes = processes();
        Set<String> left = new HashSet<>(names);
        left.stream().filter(name -> !isAsPlanned(name)).forEach(processes::renew);
        Instant deadline = Instant.now().plus(READY);
        while (Instant.now().isBefore(deadline)) {
            left.removeIf(name -> isAsPlanned(name) && processes.isAtWork(name));
            if (left.isEmpty()) {
                return;
            }
            Thread.sleep(TICK);
        }
    }

    private synchronized @Nullable Thread guide() {
        return guide;
    }

    private synchronized Roles processes() {
        if (roles == null) {
            throw new IllegalStateException("the tour has not begun");
        }
        return roles;
    }

    private synchronized boolean isAsPlanned(String name) {
        Running now = running.get(name);
        return now != null && now.armed.equals(plan.next(name));
    }

    private void guide(Roles processes) {
        try {
            while (!over) {
                Thread.sleep(TICK);
                Set<String> working = new HashSet<>(processes.names());
                working.removeIf(name -> !processes.isAtWork(name));
                late(working).ifPresent(processes::renew);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that has worked long enough as it was started and is to be started in another way. */
    private synchronized Optional<String> late(Set<String> working) {
        if (plan.leg() != Leg.MIDDLE || over) {
            return Optional.empty();
        }
        for (String name : working) {
            Running now = running.get(name);
            if (now != null) {
                now.worked = now.worked.plus(TICK);
            }
        }
        if (Instant.now().isBefore(lastRenewal.plus(GAP))) {
            return Optional.empty();
        }
        for (String name : working) {
            if (isLate(name)) {
                lastRenewal = Instant.now();
                lastRenewals.ifPresent(renewals -> renewals.merge(name, 1, Integer::sum));
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private Duration patience(String name) {
        int renewals = lastRenewals.map(known -> known.getOrDefault(name, 0)).orElse(0);
        return PATIENCE.multipliedBy(1L + renewals);
    }

    private boolean isLate(String name) {
        Running now = running.get(name);
        if (now == null || now.worked.compareTo(patience(name)) < 0) {
            return false;
        }
        now.worked = Duration.ZERO;
        now.armed.ifPresent(stop -> plan.missed(name, stop.point()));
        return plan.isPressing(name) && !plan.next(name).equals(now.armed);
    }
}
