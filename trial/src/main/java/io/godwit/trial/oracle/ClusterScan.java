package io.godwit.trial.oracle;

import io.godwit.schemas.RecordKey;
import io.godwit.search.Flavour;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import io.godwit.trial.shop.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads every document of all user indices of one side. A read that is not whole is an error, not an empty answer. */
final class ClusterScan implements Documents {
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
        cluster.post("/_refresh", "").orRefuse();
        userIndices().forEach(index -> each(index, reader));
    }

    @Override
    public Optional<Found> get(RecordKey record) {
        SearchAnswer answer = cluster.get(new Dialect(flavour.typed()).document(record));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(found(tree(answer), record));
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

    private void each(String index, Consumer<Found> reader) {
        JsonNode page = page(cluster.post("/" + SearchPath.encode(index) + "/_search?scroll=5m", PAGE));
        while (!page.path("hits").path("hits").isEmpty()) {
            page.path("hits").path("hits").forEach(hit -> reader.accept(found(hit, record(hit))));
            String scroll = page.path("_scroll_id").asString();
            page = page(cluster.post(
                    "/_search/scroll", JSON.writeValueAsString(Map.of("scroll", "5m", "scroll_id", scroll))));
        }
        String scroll = JSON.writeValueAsString(
                Map.of("scroll_id", page.path("_scroll_id").asString()));
        var unused =
                cluster.send("DELETE", "/_search/scroll", scroll.getBytes(StandardCharsets.UTF_8), SearchCluster.JSON);
    }

    private static JsonNode page(SearchAnswer answer) {
        JsonNode page = tree(answer);
        if (page.path("timed_out").asBoolean(true)
                || page.path("_shards").path("failed").asInt(1) > 0) {
            throw new IllegalStateException(answer.request() + " was answered in part only: " + answer.excerpt());
        }
        return page;
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
