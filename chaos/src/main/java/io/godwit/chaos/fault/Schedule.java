package io.godwit.chaos.fault;

import io.godwit.trial.shop.ShopDocuments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * All faults of a run in their order: the same for the same settings. Every beat brings a kill; the other kinds are
 * strewn over the beats in their proportions.
 */
public final class Schedule {
    private static final int MOST_POISON = 30;
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(10);
    private static final Duration SKEW = Duration.ofMinutes(10);
    private static final String UNSKEWED = "console";

    private final ScheduleSettings settings;
    private final SplittableRandom random;

    private Schedule(ScheduleSettings settings) {
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
    }

    /** The whole schedule. */
    public static List<Planned> of(ScheduleSettings settings) {
        return new Schedule(settings).all();
    }

    private List<Planned> all() {
        List<List<FaultKind>> beats = new ArrayList<>();
        for (int beat = 0; beat < settings.beats(); beat++) {
            beats.add(new ArrayList<>());
        }
        for (FaultKind kind : FaultKind.values()) {
            if (kind != FaultKind.KILL && settings.kinds().contains(kind)) {
                strew(kind, beats);
            }
        }
        List<Planned> all = new ArrayList<>();
        beats.forEach(kinds -> all.addAll(beat(kinds)));
        return all;
    }

    private void strew(FaultKind kind, List<List<FaultKind>> beats) {
        int times = beats.isEmpty() ? 0 : kind.times(beats.size());
        for (int time = 0; time < times; time++) {
            beats.get(random.nextInt(beats.size())).add(kind);
        }
    }

    private List<Planned> beat(List<FaultKind> others) {
        Duration length = settings.pace().next(random);
        List<Planned> beat = new ArrayList<>();
        Duration share = length.dividedBy(others.size() + 1L);
        others.forEach(kind -> beat.add(new Planned(share, fault(kind))));
        Duration rest = length.minus(share.multipliedBy(others.size()));
        if (settings.kinds().contains(FaultKind.KILL)) {
            beat.add(new Planned(rest, new Fault.Kill(anyRole())));
        } else if (!beat.isEmpty()) {
            // what follows the last fault of a beat is for the next one to wait for
            beat.set(0, new Planned(share.plus(rest), beat.getFirst().fault()));
        }
        return beat;
    }

    private Fault fault(FaultKind kind) {
        return switch (kind) {
            case KILL -> new Fault.Kill(anyRole());
            case STOP -> new Fault.Freeze(anyRole(), settings.pace().freeze(random));
            case BROKER -> new Fault.BrokerDown(outage());
            case TARGET -> new Fault.TargetDown(outage());
            case FLOOD ->
                new Fault.Flooded(
                        ShopDocuments.INDICES.get(random.nextInt(ShopDocuments.INDICES.size())),
                        settings.pace().trouble(random));
            case RELAY ->
                new Fault.Disturbed(
                        any(Line.values()),
                        any(Trouble.values()),
                        settings.pace().trouble(random));
            case CLOCK -> new Fault.Skewed(anySkewable(), random.nextBoolean() ? SKEW : SKEW.negated());
            case POISON -> new Fault.Poison(random.nextInt(1, MOST_POISON), random.nextLong());
            case DUP, REORDER, CRASH -> throw new IllegalArgumentException(kind + " lasts for the whole run");
        };
    }

    private Duration outage() {
        Duration trouble = settings.pace().trouble(random);
        return trouble.compareTo(LONGEST_OUTAGE) > 0 ? LONGEST_OUTAGE : trouble;
    }

    private String anyRole() {
        return settings.roles().get(random.nextInt(settings.roles().size()));
    }

    /** The operator's command line takes the console's clock and its own for the same. */
    private String anySkewable() {
        List<String> roles =
                settings.roles().stream().filter(role -> !role.equals(UNSKEWED)).toList();
        return roles.isEmpty() ? anyRole() : roles.get(random.nextInt(roles.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
