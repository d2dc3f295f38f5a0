package io.godwit.trial.client;

import java.time.Duration;

/**
 * How much clients write, and of what.
 *
 * @param clients how many write at once
 * @param perSecond requests of all of them together; 0: as many as they can
 * @param operations after how many requests of all of them they end; 0: when they are stopped
 * @param keys how many records they all write
 * @param sharedPercent which part of the requests is about these; the others are about records of one client
 * @param largestImport up to how many records a client writes in one bulk now and then; 0: never more than a few
 * @param documents how many documents the source holds at the start
 * @param outages whether an answer that does not come is to be lived with; otherwise it is an error
 * @param patience how long a client waits for an answer
 */
public record Load(
        int clients,
        int perSecond,
        long operations,
        int keys,
        int sharedPercent,
        int largestImport,
        int documents,
        boolean outages,
        Duration patience) {
    /** As the project's trials have it. */
    public static final Load DEFAULT = new Load(32, 200, 0, 5_000, 60, 0, 5_000, true, Duration.ofSeconds(30));

    private static final double SMALL_REQUEST = 1.3;

    public Load {
        require("clients", clients, 1);
        require("requests a second", perSecond, 0);
        require("operations", operations, 0);
        require("keys", keys, 1);
        require("shared percent", sharedPercent, 0);
        require("records of an import", largestImport, 0);
        require("documents", documents, 0);
        if (sharedPercent > 100) {
            throw new IllegalArgumentException("shared percent is " + sharedPercent + "; must be at most 100");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience is " + patience + "; must be positive");
        }
    }

    /** Operations on records in a request, about. */
    public double operationsPerRequest() {
        double imports = largestImport == 0 ? 0 : (100 - sharedPercent) / 100.0 / OwnOperations.KINDS;
        return SMALL_REQUEST + imports * largestImport / 2;
    }

    private static void require(String what, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(what + " is " + value + "; must be at least " + min);
        }
    }
}
