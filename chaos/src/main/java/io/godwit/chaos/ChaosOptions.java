package io.godwit.chaos;

import io.godwit.chaos.fault.FaultKind;
import io.godwit.chaos.fault.Pace;
import io.godwit.sandbox.SearchVersion;
import io.godwit.trial.client.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What one run is told.
 *
 * @param seed everything random follows from it
 * @param kills how many
 * @param operations on records that clients send at least; each item of a bulk is one
 * @param perSecond requests a second of all clients together; 0: as many as they can
 * @param largestImport up to how many records clients write in one bulk now and then; 0: never more than a few
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
        int largestImport,
        int documents,
        Set<FaultKind> faults,
        Pace pace,
        SearchVersion source,
        boolean swing,
        Path directory) {
    private static final int CLIENTS = 32;
    private static final int KEYS = 5_000;
    private static final int SHARED_PERCENT = 60;
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** Checks and copies. */
    public ChaosOptions {
        require("--kills", kills, 0);
        require("--ops", operations, 1);
        require("--rate", perSecond, 0);
        require("--import", largestImport, 0);
        require("--docs", documents, 3);
        faults = Set.copyOf(faults);
    }

    Load load() {
        return new Load(
                CLIENTS,
                perSecond,
                0,
                Math.min(KEYS, documents),
                SHARED_PERCENT,
                largestImport,
                documents,
                true,
                ANSWER);
    }

    private static void require(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " is " + value + "; must be at least " + least);
        }
    }
}
