package io.godwit.projector.source;

import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Whether the name is that of an alias, so that there are indices behind it but none of that name. */
    public boolean isAlias() {
        SearchAnswer answer = cluster.get(path + "/_settings/index.uuid");
        if (answer.status() == 404) {
            return false;
        }
        JsonNode indices = answer.orRefuse().json();
        return !indices.isEmpty() && !indices.has(name);
    }

    /** Everything written before this call can be searched afterwards. */
    public void refresh() {
        cluster.post(path + "/_refresh", "").orRefuse();
    }

    /** Number of documents that a search finds. */
    public long count() {
        return cluster.get(path + "/_count").orRefuse().json().path("count").asLong(0);
    }

    /**
     * Where each shard stands now. A shard without a started primary, or whose primary is being replaced just now, is an
     * {@link IncompleteAnswerException}.
     */
    public List<ShardBound> bounds() {
        // a sequence number belongs to the term only if the term was the same before and after
        JsonNode terms = terms();
        JsonNode shards = cluster.get(path + "/_stats?level=shards&filter_path=indices.*.shards")
                .orRefuse()
                .json()
                .path("indices")
                .path(name)
                .path("shards");
        if (!terms.equals(terms())) {
            throw new IncompleteAnswerException("a primary of index '" + name + "' is being replaced");
        }
        List<ShardBound> bounds = new ArrayList<>();
        for (String number : terms.propertyNames()) {
            bounds.add(bound(Integer.parseInt(number), terms.path(number).asLong(), shards.path(number)));
        }
        if (bounds.isEmpty()) {
            throw new IncompleteAnswerException("index '" + name + "' has no shards in the cluster state");
        }
        return bounds;
    }

    /**
     * Makes sure that what was under way at the time of {@code bounds} is done by now; writes under way are an
     * {@link IncompleteAnswerException}. Needs no question when nothing was.
     */
    public void requireSettled(List<ShardBound> bounds) {
        if (bounds.stream().allMatch(bound -> bound.checkpoint() >= bound.maxSeqNo())) {
            return;
        }
        Map<Integer, ShardBound> now = new HashMap<>();
        bounds().forEach(bound -> now.put(bound.shard(), bound));
        for (ShardBound before : bounds) {
            ShardBound later = now.get(before.shard());
            // a new primary may know less than the old one did
            if (later == null || later.checkpoint() < Math.min(before.maxSeqNo(), later.maxSeqNo())) {
                throw new IncompleteAnswerException(
                        "shard " + before.shard() + " of index '" + name + "' has writes under way");
            }
        }
    }

    /**
     * Number of the shard that a routing value leads to.
     *
     * @throws IllegalStateException when it may be one of several: of an index with {@code routing_partition_size}
     */
    public int shardOf(String routing) {
        // the server would take what has commas for several values
        String asked = routing.contains(",") ? RoutingHash.alike(routing) : routing;
        JsonNode shards = cluster.get(path + "/_search_shards?routing=" + SearchPath.encode(asked))
                .orRefuse()
                .json()
                .path("shards");
        if (shards.size() != 1) {
            throw new IllegalStateException("routing '" + routing + "' leads to " + shards.size() + " shards of index '"
                    + name + "': nobody tells which of them holds the record");
        }
        return shards.path(0).path(0).path("shard").asInt();
    }

    private JsonNode terms() {
        return cluster.get("/_cluster/state/metadata" + path + "?filter_path=metadata.indices.*.primary_terms")
                .orRefuse()
                .json()
                .path("metadata")
                .path("indices")
                .path(name)
                .path("primary_terms");
    }

    private ShardBound bound(int shard, long term, JsonNode copies) {
        for (JsonNode copy : copies) {
            JsonNode seqNo = copy.path("seq_no");
            if (copy.path("routing").path("primary").asBoolean(false) && seqNo.has("max_seq_no")) {
                return new ShardBound(
                        shard,
                        term,
                        seqNo.path("max_seq_no").asLong(),
                        seqNo.path("global_checkpoint").asLong());
            }
        }
        throw new IncompleteAnswerException("primary of shard " + shard + " of index '" + name + "' does not answer");
    }
}
