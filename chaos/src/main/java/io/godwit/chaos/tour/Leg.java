package io.godwit.chaos.tour;

import io.godwit.flow.crash.CrashPoint;
import java.util.List;
import java.util.Map;

/** Parts of a tour; each crash point belongs to the one in which it is passed only, or mostly. */
public enum Leg {
    /** A migration begins and nothing is disturbed yet. */
    BEGINNING,
    /** Anything may happen at any time. */
    MIDDLE,
    /** An operator is about to have both sides compared. */
    VERIFICATION,
    /** An operator is about to move clients. */
    SWING,
    /** Nothing is disturbed any more. */
    END;

    /** In the order in which they are passed. All others are passed at any time. */
    private static final Map<Leg, List<CrashPoint>> POINTS = Map.of(
            BEGINNING,
            List.of(
                    CrashPoint.STARTED_BEFORE_STEP,
                    CrashPoint.DEFINITIONS_HALF_DONE,
                    CrashPoint.MAPPING_BEFORE_ALIASES,
                    CrashPoint.RANGE_BEFORE_LISTING,
                    CrashPoint.GAP_ON_DISK_BEFORE_KAFKA),
            VERIFICATION,
            List.of(CrashPoint.SWEEP_HALF_DONE, CrashPoint.VERIFIED_BEFORE_LOGGED),
            SWING,
            List.of(
                    CrashPoint.BARRIER_BEFORE_HELD,
                    CrashPoint.ROUTE_BEFORE_RESUME,
                    CrashPoint.ARMED_BEFORE_DECIDED,
                    CrashPoint.DECIDED_BEFORE_RELEASED));

    static Leg of(CrashPoint point) {
        return POINTS.entrySet().stream()
                .filter(leg -> leg.getValue().contains(point))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(MIDDLE);
    }

    /** Whether an operator is about to bring it about; what is passed in the beginning may be passed later, too. */
    boolean isOccasion() {
        return this == VERIFICATION || this == SWING;
    }

    /** Where the point comes within its leg. */
    static int place(CrashPoint point) {
        return POINTS.getOrDefault(of(point), List.of()).indexOf(point);
    }
}
