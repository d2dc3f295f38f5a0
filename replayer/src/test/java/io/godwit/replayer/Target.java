package io.godwit.replayer;

import io.godwit.sandbox.SearchVersion;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a target holds, read by searches of its own: nothing here is shared with what writes to it. */
public final class Target {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public final SearchCluster cluster;
    public final boolean typed;

    public Target(URI address, SearchVersion version) {
        this.cluster = SearchCluster.at(address);
        this.typed = version == SearchVersion.ELASTICSEARCH_6_8;
    }

    /**
     * A document as it lies there.
     *
     * @param version the external version it was written with
     */
    public record Stored(long version, String routing, JsonNode source) {
        public static Stored of(long version, String routing, String source) {
            return new Stored(version, routing, JSON.readTree(source));
        }
    }

    /** Makes an index; {@code settings} as JSON members, such as {@code "number_of_shards":2}. */
    public void create(String index, String settings, String mapping) {
        String mappings = typed ? "{\"_doc\":" + mapping + "}" : mapping;
        cluster.put("/" + index, "{\"settings\":{" + settings + "},\"mappings\":" + mappings + "}")
                .orRefuse();
    }

    public void setting(String index, String settings) {
        cluster.put("/" + index + "/_settings", "{" + settings + "}").orRefuse();
    }

    /** Every document by its id, after a refresh; at most 10,000. */
    public Map<String, Stored> documents(String index) {
        cluster.post("/" + index + "/_refresh", "").orRefuse();
        JsonNode hits = cluster.post(
                        "/" + index + "/_search",
                        "{\"size\":10000,\"version\":true,\"sort\":[\"_doc\"],\"query\":{\"match_all\":{}}}")
                .orRefuse()
                .json()
                .path("hits")
                .path("hits");
        Map<String, Stored> found = new TreeMap<>();
        hits.forEach(hit -> found.put(
                hit.path("_id").asString(),
                new Stored(hit.path("_version").asLong(), hit.path("_routing").asString(""), hit.path("_source"))));
        return found;
    }

    public boolean has(String index, String id) {
        return cluster.get("/" + index + "/_doc/" + SearchPath.encode(id)).ok();
    }

    /** Makes its shards forget every version of a delete, as a restart or a relocation would. */
    public void reopen(String index) {
        cluster.post("/" + index + "/_flush", "").orRefuse();
        cluster.post("/" + index + "/_close", "").orRefuse();
        cluster.post("/" + index + "/_open", "").orRefuse();
        String status = typed ? "yellow" : "green";
        cluster.get("/_cluster/health/" + index + "?wait_for_status=" + status + "&timeout=60s")
                .orRefuse();
    }
}
