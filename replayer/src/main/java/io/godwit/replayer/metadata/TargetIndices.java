package io.godwit.replayer.metadata;

import io.godwit.schemas.avro.Definition;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates, changes and removes indices of the target. What this migration made carries its generation in the mapping's
 * {@code _meta}; an index without that mark, or with a foreign one, is never removed, whatever happens.
 */
final class TargetIndices {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern UNKNOWN_SETTING = Pattern.compile("unknown setting \\[([^\\]]+)\\]");
    private static final int MOST_UNKNOWN_SETTINGS = 30;
    private static final int BAD_REQUEST = 400;

    private final SearchCluster target;
    private final IndexTransform transform;
    private final boolean typed;

    TargetIndices(SearchCluster target, IndexTransform transform, boolean typed) {
        this.target = target;
        this.transform = transform;
        this.typed = typed;
    }

    /**
     * What the target has under a name.
     *
     * @param generation the mark; empty when it has none
     * @param type the mapping type; empty where there is none
     * @param aliases names
     */
    record Existing(Optional<String> generation, Optional<String> type, List<String> aliases) {}

    Optional<Existing> existing(String name) {
        SearchAnswer answer = target.get("/" + SearchPath.encode(name));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        JsonNode index = answer.orRefuse().json().path(name);
        if (index.isMissingNode()) {
            throw new UnsupportedDefinitionException(
                    "'" + name + "' is an alias at the target; an index of that name must be"
                            + " made there: remove the alias first");
        }
        JsonNode mappings = index.path("mappings");
        Optional<String> type = typed && !mappings.isEmpty()
                ? Optional.of(mappings.propertyNames().iterator().next())
                : Optional.empty();
        JsonNode mapping = type.map(mappings::path).orElse(mappings);
        String mark = mapping.path("_meta").path(IndexTransform.GENERATION).asString("");
        return Optional.of(new Existing(
                mark.isEmpty() ? Optional.empty() : Optional.of(mark),
                type,
                List.copyOf(index.path("aliases").propertyNames())));
    }

    /** Creates it; settings that this target does not know are left out and reported. */
    List<String> create(Definition definition) {
        Transformed wanted = transform.index(definition);
        List<String> report = new ArrayList<>(wanted.report());
        putWithKnownSettings(
                "/" + SearchPath.encode(definition.getName()), definition.getName(), wanted.body(), report);
        report.add(definition.getName() + ": created");
        return report;
    }

    List<String> putTemplate(Definition definition) {
        Transformed wanted = transform.template(definition);
        List<String> report = new ArrayList<>(wanted.report());
        putWithKnownSettings(
                "/_template/" + SearchPath.encode(definition.getName()), definition.getName(), wanted.body(), report);
        report.add("template " + definition.getName() + ": put");
        return report;
    }

    /** An index template or a component template, which belongs at {@code path}. */
    List<String> putComposable(String path, Definition definition) {
        Transformed wanted = transform.composable(definition);
        target.put(path, wanted.body().toString()).orRefuse();
        return wanted.report();
    }

    /** Adds what the mapping has got since; the target refuses what would change a field. */
    void addMapping(Definition definition, Existing existing) {
        ObjectNode mapping = transform.mappingOf(definition);
        mapping.remove("_meta");
        if (mapping.isEmpty()) {
            return;
        }
        String path = "/" + SearchPath.encode(definition.getName()) + "/_mapping"
                + (typed ? "/" + existing.type().orElse(IndexTransform.TYPE) : "");
        existing.generation().ifPresent(mark -> mapping.withObject("/_meta").put(IndexTransform.GENERATION, mark));
        target.put(path, mapping.toString()).orRefuse();
    }

    /** Makes the aliases those of the definition, in one atomic request. */
    void setAliases(Definition definition, Existing existing) {
        JsonNode wanted = JSON.readTree(definition.getBody()).path("aliases");
        ObjectNode request = JSON.createObjectNode();
        ArrayNode actions = request.putArray("actions");
        wanted.properties().forEach(alias -> {
            ObjectNode add = actions.addObject().putObject("add");
            alias.getValue().properties().forEach(member -> add.set(member.getKey(), member.getValue()));
            add.put("index", definition.getName()).put("alias", alias.getKey());
        });
        existing.aliases().stream()
                .filter(alias -> !wanted.has(alias))
                .forEach(alias -> actions.addObject()
                        .putObject("remove")
                        .put("index", definition.getName())
                        .put("alias", alias));
        if (!actions.isEmpty()) {
            target.post("/_aliases", request.toString()).orRefuse();
        }
    }

    /**
     * Makes those dynamic settings that differ between two definitions the same as in the later one. What was set at the
     * target by hand stays until the source changes it; what the target refuses is reported.
     */
    List<String> changeSettings(Definition before, Definition now) {
        ObjectNode changed = transform.changedSettings(before, now);
        if (changed.isEmpty()) {
            return List.of();
        }
        ObjectNode body = JSON.createObjectNode();
        body.set("index", changed);
        SearchAnswer answer = target.put("/" + SearchPath.encode(now.getName()) + "/_settings", body.toString());
        if (answer.status() == BAD_REQUEST) {
            return List.of(now.getName() + ": settings " + changed + " not applied: " + answer.excerpt());
        }
        answer.orRefuse();
        return List.of(now.getName() + ": settings changed to " + changed);
    }

    /** Removes an index that carries our mark. */
    void remove(String name, Existing existing) {
        if (existing.generation().isEmpty()) {
            throw new IllegalStateException(
                    "index '" + name + "' at the target was not made by this migration: not removed");
        }
        target.delete("/" + SearchPath.encode(name)).orRefuse();
    }

    private void putWithKnownSettings(String path, String name, ObjectNode body, List<String> report) {
        for (int i = 0; i < MOST_UNKNOWN_SETTINGS; i++) {
            SearchAnswer answer = target.put(path, body.toString());
            Matcher unknown = UNKNOWN_SETTING.matcher(answer.ok() ? "" : answer.excerpt());
            if (answer.ok() || !unknown.find() || !IndexTransform.withoutSetting(body, unknown.group(1))) {
                answer.orRefuse();
                return;
            }
            report.add(name + ": setting " + unknown.group(1) + " dropped: the target does not know it");
        }
        throw new UnsupportedDefinitionException(
                name + " has more than " + MOST_UNKNOWN_SETTINGS + " settings that the target does not know");
    }
}
