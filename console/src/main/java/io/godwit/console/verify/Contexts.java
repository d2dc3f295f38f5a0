package io.godwit.console.verify;

import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What one cluster keeps open for us. Each is closed when its slice was read or failed; what could not be closed then is
 * tried once more at the end, and expires by itself otherwise. Thread-safe.
 */
final class Contexts {
    private static final Logger LOG = LoggerFactory.getLogger(Contexts.class);

    /** Nobody waits longer for what is only tidying up. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SearchCluster cluster;
    private final Set<Context> left = ConcurrentHashMap.newKeySet();

    /** What a server keeps. */
    sealed interface Context {}

    record Scroll(String id) implements Context {}

    record PointInTime(String id) implements Context {}

    Contexts(SearchCluster cluster) {
        this.cluster = cluster;
    }

    /** Opens one on all shards or, if any shard is not there, none. */
    String openPointInTime(String collection, String keepAlive) {
        JsonNode answer = cluster.post(
                        "/" + SearchPath.encode(collection) + "/_search/point_in_time?keep_alive=" + keepAlive
                                + "&allow_partial_pit_creation=false",
                        "")
                .orRefuse()
                .json();
        String id = answer.path("pit_id").asString("");
        if (id.isEmpty() || answer.path("_shards").path("failed").asInt(-1) != 0) {
            throw new ReadFailedException(collection + ": no point in time on all shards: " + answer.path("_shards"));
        }
        return id;
    }

    /** Never throws: what it could not close is left for {@link #closeLeft}. Answers whether it is closed. */
    boolean close(Context context) {
        try {
            SearchAnswer answer = switch (context) {
                case Scroll(String id) -> delete("/_search/scroll", "{\"scroll_id\":[\"" + id + "\"]}");
                case PointInTime(String id) -> delete("/_search/point_in_time", "{\"pit_id\":[\"" + id + "\"]}");
            };
            // 404: it has expired or went with its index
            if (answer.ok() || answer.status() == 404) {
                left.remove(context);
                return true;
            }
            LOG.atDebug().addKeyValue("error", answer.excerpt()).log("search context not closed");
        } catch (CompletionException e) {
            LOG.atDebug().addKeyValue("error", String.valueOf(e.getCause())).log("search context not closed");
        }
        left.add(context);
        return false;
    }

    /** Once more for each, until one cannot be closed: then the cluster is still not there. */
    void closeLeft() {
        for (Context context : Set.copyOf(left)) {
            if (!close(context)) {
                break;
            }
        }
        if (!left.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("cluster", cluster.address())
                    .addKeyValue("contexts", left.size())
                    .log("search contexts not closed, they expire by themselves");
        }
    }

    private SearchAnswer delete(String path, String body) {
        return cluster.sendAsync("DELETE", path, body.getBytes(StandardCharsets.UTF_8), SearchCluster.JSON)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
