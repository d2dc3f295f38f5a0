package io.godwit.chaos;

import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * What a cluster does with an index when its disk is nearly full: it blocks all writes but removals, and answers the
 * others of a bulk 429, one by one
 * (https://docs.opensearch.org/latest/install-and-configure/configuring-opensearch/cluster-settings/).
 */
record Flood(SearchCluster cluster, String index) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_NANOS = 200_000_000L;
    private static final int NOT_FOUND = 404;

    /** Begins; without effect where the cluster does not answer or the index is not there. */
    void rise() {
        try {
            var unused = block("true");
        } catch (SearchUnavailableException e) {
            // it has other troubles now
        }
    }

    /**
     * Ends; blocks until it has, at most a minute.
     *
     * @throws IllegalStateException when it has not
     */
    void fall() {
        Instant deadline = Instant.now().plus(PATIENCE);
        String last = "";
        while (Instant.now().isBefore(deadline)) {
            try {
                SearchAnswer answer = block("null");
                if (answer.ok() || answer.status() == NOT_FOUND) {
                    return;
                }
                last = answer.excerpt();
            } catch (SearchUnavailableException e) {
                last = String.valueOf(e.getMessage());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException("index '" + index + "' is still blocked after " + PATIENCE + ": " + last);
    }

    private SearchAnswer block(String value) {
        return cluster.put(
                "/" + SearchPath.encode(index) + "/_settings",
                "{\"index.blocks.read_only_allow_delete\":" + value + "}");
    }
}
