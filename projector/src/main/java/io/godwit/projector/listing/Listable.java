package io.godwit.projector.listing;

import io.godwit.search.Flavour;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whether a collection can be listed at all, told by its definition. Pure. */
final class Listable {
    private static final int FIRST_WITH_SEQ_NO = 6_000_000;

    private Listable() {}

    /** What is wrong with an index whose GET answered {@code definition}; empty when nothing is. */
    static List<String> problems(String index, JsonNode definition, Flavour flavour) {
        List<String> problems = new ArrayList<>();
        JsonNode mappings = definition.path("mappings");
        if (withoutSource(mappings) || mappings.valueStream().anyMatch(Listable::withoutSource)) {
            problems.add("index '" + index + "' does not keep _source, so its documents cannot be read;"
                    + " exclude it, or make it anew with _source enabled");
        }
        JsonNode settings = definition.path("settings").path("index");
        if (settings.path("routing_partition_size").asInt(1) > 1) {
            problems.add("index '" + index + "' has routing_partition_size "
                    + settings.path("routing_partition_size").asInt()
                    + ", so nobody tells which shard held a record that is gone;"
                    + " exclude it, or _reindex it into an index without that setting first");
        }
        long created = settings.path("version").path("created").asLong(FIRST_WITH_SEQ_NO);
        if (flavour.product() == Flavour.Product.ELASTICSEARCH && created < FIRST_WITH_SEQ_NO) {
            problems.add("index '" + index + "' was made by Elasticsearch " + created / 1_000_000
                    + ", whose documents have no _seq_no; exclude it, or _reindex it on this cluster first");
        }
        return problems;
    }

    private static boolean withoutSource(JsonNode mapping) {
        return !mapping.path("_source").path("enabled").asBoolean(true);
    }
}
