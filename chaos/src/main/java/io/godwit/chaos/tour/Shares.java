package io.godwit.chaos.tour;

import io.godwit.flow.crash.CrashPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Which process halts at which points: each point is one process's, and those of a role have about as many each. What is
 * passed on an occasion only is a point of all that may pass it: who will is not known beforehand, and it soon is over.
 */
final class Shares {
    /** What is passed early only comes first. */
    private static final Comparator<CrashPoint> EARLY_FIRST =
            Comparator.<CrashPoint, Leg>comparing(Leg::of).thenComparingInt(Leg::place);

    private final Map<String, String> processes;
    private final List<String> names;
    private final Map<String, List<CrashPoint>> shares = new LinkedHashMap<>();

    private Shares(Map<String, String> processes, Random random) {
        this.processes = Map.copyOf(processes);
        this.names = new ArrayList<>(processes.keySet());
        Collections.sort(names);
        Collections.shuffle(names, random);
        names.forEach(name -> shares.put(name, new ArrayList<>()));
    }

    /** @param processes names of processes, each with its role */
    static Shares of(long seed, Map<String, String> processes, Set<CrashPoint> of) {
        Random random = new Random(seed);
        Shares shares = new Shares(processes, random);
        List<CrashPoint> points = new ArrayList<>(of);
        Collections.sort(points);
        Collections.shuffle(points, random);
        // what several roles pass comes last, so that it can make up for the rest
        points.sort(Comparator.comparingInt((CrashPoint point) -> point.roles().size())
                .thenComparing(EARLY_FIRST));
        points.forEach(shares::give);
        shares.shares.values().forEach(share -> share.sort(EARLY_FIRST));
        return shares;
    }

    /** In the order in which they are to be halted at. */
    Map<String, List<CrashPoint>> all() {
        return Collections.unmodifiableMap(shares);
    }

    /** Names of the processes that pass the point. */
    List<String> passers(CrashPoint point) {
        return names.stream()
                .filter(name -> point.roles().contains(processes.getOrDefault(name, "")))
                .toList();
    }

    /** To the one that has least of this leg; of these, to the one that has least at all. */
    private void give(CrashPoint point) {
        if (Leg.of(point).isOccasion()) {
            passers(point)
                    .forEach(
                            name -> shares.getOrDefault(name, new ArrayList<>()).add(point));
            return;
        }
        passers(point).stream()
                .map(name -> shares.getOrDefault(name, List.of()))
                .min(Comparator.<List<CrashPoint>>comparingLong(share -> sameLeg(share, point))
                        .thenComparingInt(List::size))
                .ifPresent(share -> share.add(point));
    }

    private static long sameLeg(List<CrashPoint> share, CrashPoint point) {
        return share.stream().filter(other -> Leg.of(other) == Leg.of(point)).count();
    }
}
