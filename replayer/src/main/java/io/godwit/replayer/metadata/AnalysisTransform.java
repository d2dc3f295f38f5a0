package io.godwit.replayer.metadata;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Names of analysis components that changed between the servers, and those that are gone. */
final class AnalysisTransform {
    private static final Map<String, String> RENAMED = Map.of(
            "nGram",
            "ngram",
            "edgeNGram",
            "edge_ngram",
            "delimited_payload_filter",
            "delimited_payload",
            "htmlStrip",
            "html_strip");
    private static final String GONE = "standard";

    private final String name;
    private final List<String> report;

    AnalysisTransform(String name, List<String> report) {
        this.name = name;
        this.report = report;
    }

    void apply(ObjectNode analysis) {
        for (String kind : List.of("tokenizer", "filter", "char_filter")) {
            analysis.path(kind).values().forEach(this::renameType);
        }
        for (String kind : List.of("analyzer", "normalizer")) {
            analysis.path(kind).values().forEach(this::renameUses);
        }
    }

    private void renameType(JsonNode component) {
        String type = component.path("type").asString("");
        if (component instanceof ObjectNode object && RENAMED.containsKey(type)) {
            object.put("type", RENAMED.get(type));
            report.add(name + ": analysis type '" + type + "' is now '" + RENAMED.get(type) + "'");
        }
    }

    private void renameUses(JsonNode analyzer) {
        if (!(analyzer instanceof ObjectNode object)) {
            return;
        }
        String tokenizer = object.path("tokenizer").asString("");
        if (RENAMED.containsKey(tokenizer)) {
            object.put("tokenizer", RENAMED.get(tokenizer));
        }
        if (object.path("filter") instanceof ArrayNode filters) {
            ArrayNode kept = object.putArray("filter");
            for (JsonNode filter : filters) {
                String used = filter.asString("");
                if (used.equals(GONE)) {
                    report.add(name + ": token filter 'standard' dropped: it did nothing and is gone");
                } else {
                    kept.add(StringNode.valueOf(RENAMED.getOrDefault(used, used)));
                }
            }
        }
    }
}
