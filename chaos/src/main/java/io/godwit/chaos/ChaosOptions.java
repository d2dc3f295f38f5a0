package io.godwit.chaos;

import io.godwit.chaos.fault.FaultKind;
import io.godwit.chaos.fault.Pace;
import io.godwit.sandbox.SearchVersion;
import java.nio.file.Path;
import java.util.Set;

/**
 * What one run is told.
 *
 * @param seed everything random follows from it
 * @param kills how many
 * @param operations on records that clients send at least; each item of a bulk is one
 * @param perSecond requests a second of all clients together; 0: as many as they can
 * @param documents at the source before anything begins
 * @param faults which kinds
 * @param pace time between kills
 * @param source what it is
 * @param swing whether clients swing to the target and back meanwhile
 * @param directory of this run; made if needed
 */
public record ChaosOptions(
        long seed,
        int kills,
        long operations,
        int perSecond,
        int documents,
        Set<FaultKind> faults,
        Pace pace,
        SearchVersion source,
        boolean swing,
        Path directory) {
    /** Checks and copies. */
    public ChaosOptions {
        require("--kills", kills, 0);
        require("--ops", operations, 1);
        require("--rate", perSecond, 0);
        require("--docs", documents, 3);
        faults = Set.copyOf(faults);
    }

    private static void require(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " is " + value + "; must be at least " + least);
        }
    }
}
