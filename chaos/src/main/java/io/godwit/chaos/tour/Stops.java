package io.godwit.chaos.tour;

import io.godwit.flow.crash.CrashPoint;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The points one process is still to halt at. */
final class Stops {
    private final Deque<CrashPoint> queue = new ArrayDeque<>();
    /** Those that wait for their leg. */
    private final Set<CrashPoint> occasional = new LinkedHashSet<>();
    /** No time is spent on these any more, but a start with nothing else to do is armed with one of them. */
    private final Deque<CrashPoint> givenUp = new ArrayDeque<>();

    private final Set<CrashPoint> halted = EnumSet.noneOf(CrashPoint.class);

    /** @param occasions the legs that points can wait for; all others are queued */
    Stops(Collection<CrashPoint> points, Set<Leg> occasions) {
        points.forEach(point -> (occasions.contains(Leg.of(point)) ? occasional : queue).add(point));
    }

    /** What a start in this leg is armed with. */
    Optional<CrashPoint> next(Leg leg) {
        return switch (leg) {
            case BEGINNING -> Optional.ofNullable(queue.peek()).filter(point -> Leg.of(point) == leg);
            case MIDDLE -> queued();
            case VERIFICATION, SWING -> waitingFor(leg).or(this::queued);
            case END -> Optional.empty();
        };
    }

    /** What is to be halted at in that leg and no other. */
    Optional<CrashPoint> waitingFor(Leg leg) {
        return occasional.stream().filter(point -> Leg.of(point) == leg).findFirst();
    }

    /** Whether time is to be spent on a point. */
    boolean pressing() {
        return !queue.isEmpty();
    }

    void halted(CrashPoint point) {
        halted.add(point);
        queue.remove(point);
        occasional.remove(point);
        givenUp.remove(point);
    }

    /** Where it was halted, once or more often. */
    Set<CrashPoint> halted() {
        return Set.copyOf(halted);
    }

    /** At the end of the queue, unless it is there already. */
    void add(CrashPoint point) {
        if (!queue.contains(point)) {
            queue.add(point);
        }
    }

    /** False if it was not queued. */
    boolean remove(CrashPoint point) {
        return queue.remove(point);
    }

    /** Without another try; one that was given up before has its turn after all others. */
    void giveUp(CrashPoint point) {
        givenUp.remove(point);
        givenUp.add(point);
    }

    boolean hasGivenUp(CrashPoint point) {
        return givenUp.contains(point);
    }

    private Optional<CrashPoint> queued() {
        return Optional.ofNullable(queue.peek()).or(() -> Optional.ofNullable(givenUp.peek()));
    }
}
