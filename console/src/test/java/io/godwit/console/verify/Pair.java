package io.godwit.console.verify;

import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.Revision;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two real clusters and what it takes to make them equal or not: documents are copied with their revisions. */
final class Pair implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final SearchCluster truth;
    final SearchCluster copy;
    private final boolean typedTruth;
    private final boolean typedCopy;
    private final List<String> indices = new ArrayList<>();

    /** A document. */
    record Doc(String id, @Nullable String routing, String body) {
        static Doc of(String id, String body) {
            return new Doc(id, null, body);
        }
    }

    private Pair(URI truth, URI copy, Duration timeout) {
        this.truth = SearchCluster.at(truth, timeout);
        this.copy = SearchCluster.at(copy, timeout);
        this.typedTruth = this.truth.flavour().typed();
        this.typedCopy = this.copy.flavour().typed();
    }

    /** The shared servers of these versions. */
    static Pair of(SearchVersion truth, SearchVersion copy) {
        return through(Sandbox.search(truth).address(), Sandbox.search(copy).address(), Duration.ofSeconds(60));
    }

    static Pair through(URI truth, URI copy, Duration timeout) {
        return new Pair(truth, copy, timeout);
    }

    void create(SearchCluster side, String index, int shards) {
        boolean typed = side == truth ? typedTruth : typedCopy;
        String mapping = "{\"dynamic\":false}";
        side.delete("/" + index);
        side.put("/" + index, """
                {"settings":{"number_of_shards":%d,"number_of_replicas":0,"refresh_interval":-1},"mappings":%s}""".formatted(shards, typed ? "{\"_doc\":" + mapping + "}" : mapping))
                .orRefuse();
        indices.add(index);
    }

    /** An index on both sides, with different numbers of shards. */
    void createBoth(String index) {
        create(truth, index, 3);
        create(copy, index, 2);
    }

    /** Writes to the truth; answers the revisions. */
    Map<Doc, Long> write(String index, List<Doc> documents) {
        JsonNode answer = bulk(truth, index, typedTruth, documents, _ -> Optional.empty());
        Map<Doc, Long> revisions = new LinkedHashMap<>();
        for (int i = 0; i < documents.size(); i++) {
            JsonNode item = answer.path("items").path(i).path("index");
            revisions.put(
                    documents.get(i),
                    Revision.of(
                                    0,
                                    item.path("_primary_term").asLong(0),
                                    item.path("_seq_no").asLong(0))
                            .value());
        }
        return revisions;
    }

    /** Writes to the copy, each under its version. */
    void follow(String index, Map<Doc, Long> versions) {
        bulk(copy, index, typedCopy, List.copyOf(versions.keySet()), doc -> Optional.ofNullable(versions.get(doc)));
    }

    void writeBoth(String index, List<Doc> documents) {
        follow(index, write(index, documents));
    }

    void deleteAt(SearchCluster side, String index, Doc doc) {
        side.delete("/" + index + "/_doc/" + SearchPath.encode(doc.id())
                        + (doc.routing() == null ? "" : "?routing=" + SearchPath.encode(doc.routing())))
                .orRefuse();
    }

    /** Searches that a cluster keeps open. */
    static long openContexts(SearchCluster cluster) {
        long open = 0;
        for (JsonNode node :
                cluster.get("/_nodes/stats/indices/search").orRefuse().json().path("nodes")) {
            JsonNode search = node.path("indices").path("search");
            open += search.path("open_contexts").asLong(0)
                    + search.path("scroll_current").asLong(0)
                    + search.path("point_in_time_current").asLong(0);
        }
        return open;
    }

    @Override
    public void close() {
        for (String index : indices) {
            truth.delete("/" + index);
            copy.delete("/" + index);
        }
        truth.close();
        copy.close();
    }

    private static JsonNode bulk(
            SearchCluster side, String index, boolean typed, List<Doc> documents, Versions versions) {
        StringBuilder lines = new StringBuilder();
        for (Doc doc : documents) {
            Map<String, Object> action = new LinkedHashMap<>();
            action.put("_id", doc.id());
            if (doc.routing() != null) {
                action.put("routing", doc.routing());
            }
            versions.of(doc).ifPresent(version -> {
                action.put("version", version);
                action.put("version_type", "external_gte");
            });
            lines.append(JSON.writeValueAsString(Map.of("index", action))).append('\n');
            lines.append(doc.body().replace("\n", " ")).append('\n');
        }
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        JsonNode answer = side.send("POST", "/" + index + (typed ? "/_doc" : "") + "/_bulk", body, SearchCluster.NDJSON)
                .orRefuse()
                .json();
        if (answer.path("errors").asBoolean(true)) {
            throw new IllegalStateException(answer.toString());
        }
        return answer;
    }

    /** Under which version a document is written; empty: the server counts. */
    @FunctionalInterface
    private interface Versions {
        Optional<Long> of(Doc doc);
    }
}
