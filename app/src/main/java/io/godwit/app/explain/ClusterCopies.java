package io.godwit.app.explain;

import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchUnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads records from one cluster as they are now. That it cannot be asked is an answer, too. */
final class ClusterCopies implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_FOUND = 50;
    private static final int NOT_FOUND = 404;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Optional<SearchCluster> cluster;
    private final String option;

    /** @param option which tells the address, for messages */
    ClusterCopies(Optional<URI> address, String option) {
        this.cluster = address.map(one -> SearchCluster.at(one, PATIENCE));
        this.option = option;
    }

    /** Records of an id that a search finds: with their routings. */
    Hits withId(Question question) {
        if (cluster.isEmpty()) {
            return Hits.failed(unknownAddress());
        }
        ObjectNode body = JSON.createObjectNode().put("size", MOST_FOUND).put("_source", false);
        body.putObject("query").putObject("ids").putArray("values").add(question.id());
        String path = "/" + SearchPath.encode(question.collection().orElse("*")) + "/_search?ignore_unavailable=true";
        try {
            SearchAnswer answer = cluster.get().post(path, body.toString());
            if (answer.ok()) {
                return hits(JSON.readTree(answer.body()));
            }
            return isMissingIndex(answer) ? new Hits(Set.of(), Optional.empty(), 0) : Hits.failed(refusal(answer));
        } catch (SearchUnavailableException | JacksonException e) {
            return Hits.failed(String.valueOf(e.getMessage()));
        }
    }

    Copy read(RecordKey record) {
        if (cluster.isEmpty()) {
            return new Copy.NotAsked(unknownAddress());
        }
        ObjectNode body = JSON.createObjectNode();
        ObjectNode wanted = body.putArray("docs").addObject().put("_id", record.id());
        record.routing().ifPresent(routing -> wanted.put("routing", routing));
        try {
            SearchAnswer answer = cluster.get()
                    .post("/" + SearchPath.encode(record.collection()) + "/_mget?realtime=true", body.toString());
            if (answer.ok()) {
                return copy(JSON.readTree(answer.body()).path("docs").path(0), record);
            }
            return isMissingIndex(answer) ? new Copy.Absent() : new Copy.NotAsked(refusal(answer));
        } catch (SearchUnavailableException | JacksonException e) {
            return new Copy.NotAsked(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        cluster.ifPresent(SearchCluster::close);
    }

    private String unknownAddress() {
        return "give its address with " + option;
    }

    private static String refusal(SearchAnswer answer) {
        return "it answered " + answer.status() + " (" + Words.excerpt(answer.excerpt()) + ")";
    }

    /** What does not look like a search that was done everywhere has not found all. */
    private static Hits hits(JsonNode answer) {
        JsonNode found = answer.path("hits").path("hits");
        if (!found.isArray()) {
            return Hits.failed("it answered without the result of a search");
        }
        Set<RecordKey> records = new HashSet<>();
        found.forEach(hit -> records.add(key(hit)));
        long failed = answer.path("_shards").path("failed").asLong(0);
        Optional<String> failure = Optional.empty();
        if (failed > 0 || answer.path("timed_out").asBoolean(false)) {
            failure = Optional.of("it did not search all shards, " + failed + " failed");
        }
        JsonNode total = answer.path("hits").path("total");
        long all = total.isObject() ? total.path("value").asLong(0) : total.asLong(0); // the latter before version 7
        return new Hits(records, failure, Math.max(0, all - found.size()));
    }

    private static boolean isMissingIndex(SearchAnswer answer) {
        return answer.status() == NOT_FOUND
                && new String(answer.body(), StandardCharsets.UTF_8).contains("index_not_found_exception");
    }

    private static Copy copy(JsonNode document, RecordKey record) {
        JsonNode error = document.path("error");
        if (!error.isMissingNode()) {
            String type = error.path("type").asString("");
            return type.equals("index_not_found_exception")
                    ? new Copy.Absent()
                    : new Copy.NotAsked(Words.excerpt(error.toString()));
        }
        if (!document.isObject()) {
            return new Copy.NotAsked("it answered without the record");
        }
        Optional<String> routing = document.path("_routing").stringValueOpt();
        // another routing that leads to the same shard is another record
        if (!document.path("found").asBoolean(false) || !routing.equals(record.routing())) {
            return new Copy.Absent();
        }
        if (!document.path("_source").isObject()) {
            return new Copy.NotAsked("it has the record without its document");
        }
        return new Copy.Present(
                document.path("_version").asLong(-1),
                document.path("_primary_term").asLong(-1),
                document.path("_seq_no").asLong(-1),
                routing,
                document.path("_source"));
    }

    private static RecordKey key(JsonNode hit) {
        return new RecordKey(
                hit.path("_index").asString(""),
                hit.path("_id").asString(""),
                hit.path("_routing").stringValueOpt().orElse(null));
    }
}
