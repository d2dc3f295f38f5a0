package io.godwit.chaos.tour;

import io.godwit.flow.crash.CrashPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The rules of a tour, apart from processes and time: what each process is armed with at its next start. When all that
 * is queued was halted at or given up, another round begins with what can be halted at again, until the last one.
 */
final class Plan {
    /** So often a point may not be passed before no more time is spent on it. */
    static final int MOST_MISSES = 3;

    private static final int MOST_PASSES = 10;

    private final Random random;
    private final Shares shares;
    private final Map<String, Stops> processes = new LinkedHashMap<>();
    private final Map<CrashPoint, Integer> misses = new EnumMap<>(CrashPoint.class);
    /** Some points are passed only once, so that the first round takes the first pass. */
    private final Map<CrashPoint, Integer> passes = new EnumMap<>(CrashPoint.class);

    private Leg leg = Leg.BEGINNING;
    private boolean lastRound;

    /** @param occasions the legs that will be entered beside the middle */
    Plan(long seed, Shares shares, Set<Leg> occasions) {
        this.random = new Random(seed);
        this.shares = shares;
        shares.all().forEach((name, points) -> processes.put(name, new Stops(points, occasions)));
    }

    /** Empty: it is started plain. */
    Optional<Stop> next(String name) {
        return of(name).next(leg).map(point -> new Stop(point, passes.getOrDefault(point, 1)));
    }

    Leg leg() {
        return leg;
    }

    void enter(Leg next) {
        leg = next;
    }

    /** No point is halted at again but those that were not halted at yet. */
    void lastRound() {
        lastRound = true;
        processes.values().forEach(stops -> stops.halted().forEach(stops::remove));
    }

    /** Names of the processes that still have to halt at a point of that leg. */
    List<String> waitingFor(Leg occasion) {
        return processes.keySet().stream()
                .filter(name -> of(name).waitingFor(occasion).isPresent())
                .toList();
    }

    /** Whether the process is worth a start of its own to be armed. */
    boolean isPressing(String name) {
        return of(name).pressing();
    }

    void halted(String name, CrashPoint point) {
        processes.values().forEach(stops -> stops.remove(point));
        of(name).halted(point);
        beginAgain();
    }

    /** It has run for long and has not passed the point it was armed with: the next of those that may tries, later. */
    void missed(String name, CrashPoint point) {
        if (of(name).remove(point)) {
            Stops next = of(after(name, shares.passers(point)));
            if (misses.merge(point, 1, Integer::sum) < MOST_MISSES) {
                next.add(point);
            } else {
                next.giveUp(point);
            }
        } else if (of(name).hasGivenUp(point)) {
            of(name).giveUp(point);
        }
        beginAgain();
    }

    private void beginAgain() {
        if (lastRound || leg == Leg.BEGINNING || processes.values().stream().anyMatch(Stops::pressing)) {
            return;
        }
        for (Stops stops : processes.values()) {
            List<CrashPoint> again = new ArrayList<>(stops.halted());
            again.removeIf(point -> Leg.of(point).isOccasion() || misses.getOrDefault(point, 0) >= MOST_MISSES);
            Collections.sort(again);
            Collections.shuffle(again, random);
            again.forEach(point -> passes.put(point, random.nextInt(1, MOST_PASSES + 1)));
            again.forEach(stops::add);
        }
    }

    private static String after(String name, List<String> names) {
        return names.get((names.indexOf(name) + 1) % names.size());
    }

    private Stops of(String name) {
        Stops stops = processes.get(name);
        if (stops == null) {
            throw new IllegalArgumentException("no process '" + name + "' on the tour of " + processes.keySet());
        }
        return stops;
    }
}
