package io.godwit.projector.source;

import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is asked about one index of a cluster beside its documents. */
public final class SourceIndex {
    private final SearchCluster cluster;
    private final String name;
    private final String path;

    public SourceIndex(SearchCluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
        this.path = "/" + SearchPath.encode(name);
    }

    public String name() {
        return name;
    }

    /** Its UUID; empty when there is no such index. */
    public Optional<String> generation() {
        SearchAnswer answer = cluster.get(path + "/_settings/index.uuid");
        if (answer.status() == 404) {
            return Optional.empty();
        }
        String uuid = answer.orRefuse()
                .json()
                .path(name)
                .path("settings")
                .path("index")
                .path("uuid")
                .asString("");
        return uuid.isEmpty() ? Optional.empty() : Optional.of(uuid);
    }

    /** Everything written before this call can be searched afterwards. */
    public void refresh() {
        cluster.post(path + "/_refresh", "").orRefuse();
    }

    /** Number of documents that a search finds. */
    public long count() {
        return cluster.get(path + "/_count").orRefuse().json().path("count").asLong(0);
    }

    /** Where each shard stands now. A shard without a started primary is an {@link IncompleteAnswerException}. */
    public List<ShardBound> bounds() {
        JsonNode shards = cluster.get(path + "/_stats?level=shards&filter_path=indices.*.shards")
                .orRefuse()
                .json()
                .path("indices")
                .path(name)
                .path("shards");
        JsonNode terms = cluster.get(
                        "/_cluster/state/metadata" + path + "?filter_path=metadata.indices.*.primary_terms")
                .orRefuse()
                .json()
                .path("metadata")
                .path("indices")
                .path(name)
                .path("primary_terms");
        List<ShardBound> bounds = new ArrayList<>();
        for (String number : terms.propertyNames()) {
            bounds.add(
                    new ShardBound(Integer.parseInt(number), terms.path(number).asLong(), maxSeqNo(shards, number)));
        }
        if (bounds.isEmpty()) {
            throw new IncompleteAnswerException("index '" + name + "' has no shards in the cluster state");
        }
        return bounds;
    }

    /** Number of the shard that a routing value leads to. */
    public int shardOf(String routing) {
        JsonNode shards = cluster.get(path + "/_search_shards?routing=" + SearchPath.encode(routing))
                .orRefuse()
                .json()
                .path("shards");
        return shards.path(0).path(0).path("shard").asInt();
    }

    private long maxSeqNo(JsonNode shards, String number) {
        for (JsonNode copy : shards.path(number)) {
            if (copy.path("routing").path("primary").asBoolean(false)
                    && copy.path("seq_no").has("max_seq_no")) {
                return copy.path("seq_no").path("max_seq_no").asLong();
            }
        }
        throw new IncompleteAnswerException("primary of shard " + number + " of index '" + name + "' does not answer");
    }
}
