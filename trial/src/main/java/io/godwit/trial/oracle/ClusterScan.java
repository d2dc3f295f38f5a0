package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import io.godwit.search.Flavour;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.search.SearchUnavailableException;
import io.godwit.trial.shop.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads every document of all user indices of one side. A read that is not whole is an error, not an empty answer. */
final class ClusterScan implements Documents {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterScan.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String PAGE =
            "{\"size\":500,\"sort\":[\"_doc\"],\"version\":true,\"seq_no_primary_term\":true}";

    private final SearchCluster cluster;
    private final Flavour flavour;

    ClusterScan(SearchCluster cluster) {
        this.cluster = cluster;
        this.flavour = cluster.flavour();
    }

    @Override
    public void each(Consumer<Found> reader) {
        List<String> indices = userIndices();
        awaitShards(indices);
        refresh();
        indices.forEach(index -> pages(index)
                .forEach(page -> hits(JSON.readTree(page)).forEach(hit -> reader.accept(found(hit, record(hit))))));
    }

    @Override
    public Optional<Found> get(RecordKey record) {
        SearchAnswer answer = cluster.get(new Dialect(flavour.typed()).document(record));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(found(tree(answer), record));
    }

    /** After a restart of the cluster shards come one by one, and a search without them is no error. */
    private void awaitShards(List<String> indices) {
        if (!indices.isEmpty()) {
            String names = indices.stream().map(SearchPath::encode).collect(Collectors.joining(","));
            cluster.get("/_cluster/health/" + names + "?wait_for_status=yellow&timeout=50s")
                    .orRefuse();
        }
    }

    private void refresh() {
        SearchAnswer answer = cluster.post("/_refresh", "").orRefuse();
        if (answer.json().path("_shards").path("failed").asInt(1) > 0) {
            throw inPartOnly(answer);
        }
    }

    private List<String> userIndices() {
        String hidden = flavour.hidesIndices() ? "&expand_wildcards=all" : "";
        List<String> names = new ArrayList<>();
        for (JsonNode index : cluster.get("/_cat/indices?format=json&h=index,status" + hidden)
                .orRefuse()
                .json()) {
            String name = index.path("index").asString();
            if (!name.startsWith(".") && !index.path("status").asString("").equals("close")) {
                names.add(name);
            }
        }
        return names;
    }

    /** All of the index before anything is judged: the search is not kept open meanwhile. */
    private List<byte[]> pages(String index) {
        List<byte[]> pages = new ArrayList<>();
        SearchAnswer answer = cluster.post(
                "/" + SearchPath.encode(index) + "/_search?scroll=5m&allow_partial_search_results=false", PAGE);
        JsonNode page = page(answer);
        try {
            while (!hits(page).isEmpty()) {
                pages.add(answer.body());
                Map<String, String> next = Map.of("scroll", "5m", "scroll_id", scroll(page));
                answer = cluster.post("/_search/scroll", JSON.writeValueAsString(next));
                page = page(answer);
            }
        } finally {
            clear(scroll(page));
        }
        return pages;
    }

    /** The cluster forgets it by itself in the end. */
    private void clear(String scroll) {
        byte[] body = JSON.writeValueAsBytes(Map.of("scroll_id", scroll));
        try {
            var unused = cluster.send("DELETE", "/_search/scroll", body, SearchCluster.JSON);
        } catch (SearchUnavailableException e) {
            LOG.atDebug().setCause(e).log("scroll is not cleared");
        }
    }

    private static JsonNode page(SearchAnswer answer) {
        JsonNode page = tree(answer);
        JsonNode shards = page.path("_shards");
        boolean all = shards.path("successful").asInt(0) == shards.path("total").asInt(-1)
                && shards.path("failed").asInt(1) == 0;
        if (page.path("timed_out").asBoolean(true) || !all) {
            throw inPartOnly(answer);
        }
        return page;
    }

    private static IllegalStateException inPartOnly(SearchAnswer answer) {
        return new IllegalStateException(answer.request() + " was answered in part only: " + answer.excerpt());
    }

    private static JsonNode hits(JsonNode page) {
        return page.path("hits").path("hits");
    }

    private static String scroll(JsonNode page) {
        return page.path("_scroll_id").asString("");
    }

    private static JsonNode tree(SearchAnswer answer) {
        return JSON.readTree(answer.orRefuse().body());
    }

    private static RecordKey record(JsonNode hit) {
        return new RecordKey(
                hit.path("_index").asString(),
                hit.path("_id").asString(),
                hit.has("_routing") ? hit.path("_routing").asString() : null);
    }

    @SuppressWarnings("unchecked")
    private static Found found(JsonNode hit, RecordKey record) {
        Found.Mark mark = new Found.Mark(
                hit.path("_primary_term").asLong(-1),
                hit.path("_seq_no").asLong(-1),
                hit.path("_version").asLong(-1));
        return new Found(record, JSON.treeToValue(hit.path("_source"), Map.class), mark);
    }
}
