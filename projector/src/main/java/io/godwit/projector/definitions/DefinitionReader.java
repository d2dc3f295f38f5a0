package io.godwit.projector.definitions;

import io.godwit.projector.Selection;
import io.godwit.projector.source.SourceIndex;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import io.godwit.search.Flavour;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a cluster for its indices, templates and pipelines. */
final class DefinitionReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SearchCluster cluster;
    private final Flavour flavour;
    private final Selection selection;

    DefinitionReader(SearchCluster cluster, Flavour flavour, Selection selection) {
        this.cluster = cluster;
        this.flavour = flavour;
        this.selection = selection;
    }

    /**
     * All of them by key; templates before the indices. Hidden indices are there too. Closed indices cannot be read and
     * are left out, and so are templates that the server has made for itself.
     */
    Map<String, Definition> read() {
        Map<String, Definition> all = new LinkedHashMap<>();
        members(Kind.PIPELINE, "/_ingest/pipeline", all);
        if (flavour.composesTemplates()) {
            listed(Kind.COMPONENT_TEMPLATE, "/_component_template", "component_templates", "component_template", all);
            listed(Kind.INDEX_TEMPLATE, "/_index_template", "index_templates", "index_template", all);
        }
        members(Kind.TEMPLATE, "/_template", all);
        indices(all);
        return all;
    }

    /** Whether they say the same, in whatever order the cluster wrote it. */
    static boolean sameBody(Definition one, Definition other) {
        return one.getBody().equals(other.getBody())
                || JSON.readTree(one.getBody()).equals(JSON.readTree(other.getBody()));
    }

    /** Whether an index that is not among the open ones is closed: it is there all the same, with this generation. */
    boolean isClosed(Definition index) {
        return new SourceIndex(cluster, index.getName())
                .generation()
                .filter(index.getGeneration()::equals)
                .isPresent();
    }

    private void indices(Map<String, Definition> all) {
        String open = flavour.hidesIndices() ? "open,hidden" : "open";
        JsonNode indices = cluster.get("/*?expand_wildcards=" + open).orRefuse().json();
        indices.properties().forEach(index -> {
            String name = index.getKey();
            if (selection.takes(name)) {
                String uuid = index.getValue()
                        .path("settings")
                        .path("index")
                        .path("uuid")
                        .asString("");
                add(all, Kind.INDEX, name, uuid, index.getValue());
            }
        });
    }

    /** An answer that is an object of name to body. */
    private void members(Kind kind, String path, Map<String, Definition> all) {
        SearchAnswer answer = cluster.get(path);
        if (answer.status() == 404) {
            return;
        }
        answer.orRefuse().json().properties().forEach(member -> {
            if (!member.getKey().startsWith(".")) {
                add(all, kind, member.getKey(), "", member.getValue());
            }
        });
    }

    /** An answer that is a list of objects with name and body. */
    private void listed(Kind kind, String path, String list, String body, Map<String, Definition> all) {
        SearchAnswer answer = cluster.get(path);
        if (answer.status() == 404) {
            return;
        }
        for (JsonNode member : answer.orRefuse().json().path(list)) {
            String name = member.path("name").asString("");
            if (!name.startsWith(".") && !isManaged(member.path(body))) {
                add(all, kind, name, "", member.path(body));
            }
        }
    }

    /** Made by the server for itself: Elasticsearch has some since 7.9, and OpenSearch does not know what they say. */
    private static boolean isManaged(JsonNode template) {
        return template.path("_meta").path("managed").asBoolean(false);
    }

    private void add(Map<String, Definition> all, Kind kind, String name, String generation, JsonNode body) {
        all.put(
                Definitions.key(kind, name),
                Definition.newBuilder()
                        .setKind(kind)
                        .setName(name)
                        .setPresent(true)
                        .setGeneration(generation)
                        .setRetired(List.of())
                        .setFlavour(flavour.toString())
                        .setBody(body.toString())
                        .setReadAt(System.currentTimeMillis())
                        .build());
    }
}
