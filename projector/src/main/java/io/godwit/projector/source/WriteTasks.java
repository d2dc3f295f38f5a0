package io.godwit.projector.source;

import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a cluster is writing just now, also what waits in its queues and has no sequence number yet. An answer that lacks a
 * node, or a refusal, is an {@link IncompleteAnswerException}: never taken for nothing.
 */
public final class WriteTasks {
    private static final String RUNNING =
            "/_tasks?actions=" + SearchPath.encode("indices:data/write/*").replace("%2A", "*");
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final SearchCluster cluster;

    public WriteTasks(SearchCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * One that runs.
     *
     * @param byQuery whether it is an update or delete by query or a reindexing, which may take hours
     * @param millis for how long it has been running
     */
    public record Task(boolean byQuery, long millis) {}

    /** Those that run, by their ids. */
    public Map<String, Task> running() {
        JsonNode answer = told(cluster.get(RUNNING));
        if (!answer.path("node_failures").isEmpty()) {
            throw new IncompleteAnswerException("a node does not tell its tasks");
        }
        Map<String, Task> running = new HashMap<>();
        for (JsonNode node : answer.path("nodes")) {
            node.path("tasks").properties().forEach(task -> running.put(task.getKey(), task(task.getValue())));
        }
        return running;
    }

    /** Whether this one runs; one that nobody knows does not. */
    public boolean isRunning(String id) {
        SearchAnswer answer = cluster.get("/_tasks/" + SearchPath.encode(id));
        if (answer.status() == NOT_FOUND || answer.status() == BAD_REQUEST) {
            return false;
        }
        return !told(answer).path("completed").asBoolean(false);
    }

    private static JsonNode told(SearchAnswer answer) {
        if (!answer.ok()) {
            throw new IncompleteAnswerException(
                    "the cluster does not tell its tasks, which needs the right to monitor it: " + answer.request()
                            + " answered " + answer.status());
        }
        return answer.json();
    }

    private static Task task(JsonNode task) {
        String action = task.path("action").asString("");
        boolean byQuery = action.contains("byquery") || action.contains("reindex");
        return new Task(byQuery, task.path("running_time_in_nanos").asLong(0) / 1_000_000);
    }
}
