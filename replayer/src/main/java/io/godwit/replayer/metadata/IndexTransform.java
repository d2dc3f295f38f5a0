package io.godwit.replayer.metadata;

import io.godwit.schemas.avro.Definition;
import io.godwit.search.Flavour;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From a source's definition of an index or template to a target's. Pure. */
final class IndexTransform {
    static final String GENERATION = "godwit_generation";
    static final String TYPE = "_doc";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GC_DELETES = "1h";

    /** Members of {@code settings.index} that the source made itself or that mean nothing elsewhere. */
    private static final Set<String> PRIVATE = Set.of(
            "uuid", "creation_date", "version", "provided_name", "resize", "history_uuid", "verified_before_close");

    /** Members that newer servers refuse, or that would keep Godwit from writing; each is reported. */
    private static final Set<String> DROPPED = Set.of(
            "soft_deletes",
            "mapper",
            "single_type",
            "lifecycle",
            "store",
            "frozen",
            "blocks",
            "final_pipeline",
            "allocation",
            "routing",
            "ttl",
            "search.throttled");

    /** Members of index and component templates that an OpenSearch understands; each other one is reported. */
    private static final Set<String> COMPOSABLE = Set.of(
            "index_patterns", "template", "priority", "composed_of", "version", "_meta", "data_stream", "context");

    private final Flavour to;

    IndexTransform(Flavour to) {
        this.to = to;
    }

    /** As its kind needs it; a pipeline stays as it is. */
    Transformed of(Definition definition) {
        return switch (definition.getKind()) {
            case INDEX -> index(definition);
            case TEMPLATE -> template(definition);
            case INDEX_TEMPLATE, COMPONENT_TEMPLATE -> composable(definition);
            case PIPELINE -> new Transformed(JSON.readTree(definition.getBody()).asObject(), List.of());
        };
    }

    /** An index, marked with its generation. */
    Transformed index(Definition definition) {
        List<String> report = new ArrayList<>();
        JsonNode source = JSON.readTree(definition.getBody());
        ObjectNode body = JSON.createObjectNode();
        ObjectNode index = settings(definition.getName(), source, report);
        index.put("gc_deletes", GC_DELETES);
        body.putObject("settings").set("index", index);
        ObjectNode mapping = mapping(definition.getName(), source.path("mappings"), report);
        mapping.withObject("/_meta").put(GENERATION, definition.getGeneration());
        body.set("mappings", typed(mapping));
        body.set("aliases", source.path("aliases").isObject() ? source.path("aliases") : JSON.createObjectNode());
        return new Transformed(body, report);
    }

    /** A legacy template. */
    Transformed template(Definition definition) {
        List<String> report = new ArrayList<>();
        JsonNode source = JSON.readTree(definition.getBody());
        ObjectNode body = source.deepCopy().asObject();
        body.putObject("settings").set("index", settings(definition.getName(), source, report));
        body.set("mappings", typed(mapping(definition.getName(), source.path("mappings"), report)));
        return new Transformed(body, report);
    }

    /** An index template or a component template. */
    Transformed composable(Definition definition) {
        List<String> report = new ArrayList<>();
        ObjectNode body = JSON.readTree(definition.getBody()).asObject();
        for (String member : List.copyOf(body.propertyNames())) {
            if (!COMPOSABLE.contains(member)) {
                report.add(definition.getName() + ": " + member + " dropped: " + body.remove(member));
            }
        }
        if (body.path("data_stream") instanceof ObjectNode stream) {
            stream.retain("timestamp_field");
        }
        if (body.path("template") instanceof ObjectNode template) {
            ObjectNode index = settings(definition.getName(), template, report);
            template.retain("settings", "mappings", "aliases");
            if (template.has("settings")) {
                template.putObject("settings").set("index", index);
            }
        }
        return new Transformed(body, report);
    }

    /** The mapping alone, for adding what is new to an index that exists. */
    ObjectNode mappingOf(Definition definition) {
        return mapping(definition.getName(), JSON.readTree(definition.getBody()).path("mappings"), new ArrayList<>());
    }

    /** Members of {@code settings.index} whose value differs from before, as they are now; null for what is gone. */
    ObjectNode changedSettings(Definition before, Definition now) {
        ObjectNode old = settings(before.getName(), JSON.readTree(before.getBody()), new ArrayList<>());
        ObjectNode wanted = settings(now.getName(), JSON.readTree(now.getBody()), new ArrayList<>());
        ObjectNode changed = JSON.createObjectNode();
        wanted.properties().forEach(member -> {
            if (!member.getValue().equals(old.get(member.getKey()))) {
                changed.set(member.getKey(), member.getValue());
            }
        });
        old.propertyNames().stream().filter(name -> !wanted.has(name)).forEach(changed::putNull);
        return changed;
    }

    /** Takes a setting that the target refused out of a body; false if it was not there. */
    static boolean withoutSetting(ObjectNode body, String dotted) {
        JsonNode node = body.path("settings");
        String[] names = dotted.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            node = node.path(names[i]);
        }
        return node instanceof ObjectNode parent && parent.remove(names[names.length - 1]) != null;
    }

    private ObjectNode settings(String name, JsonNode source, List<String> report) {
        JsonNode given = source.path("settings").path("index");
        ObjectNode kept = JSON.createObjectNode();
        given.properties().forEach(member -> {
            if (DROPPED.contains(member.getKey())) {
                report.add(name + ": setting index." + member.getKey() + " dropped: " + member.getValue());
            } else if (!PRIVATE.contains(member.getKey())) {
                kept.set(member.getKey(), member.getValue().deepCopy());
            }
        });
        if (kept.path("translog").isObject() && kept.withObject("/translog").remove("retention") != null) {
            report.add(name + ": setting index.translog.retention dropped");
        }
        if (kept.path("analysis").isObject()) {
            new AnalysisTransform(name, report).apply(kept.withObject("/analysis"));
        }
        return kept;
    }

    private static ObjectNode mapping(String name, JsonNode mappings, List<String> report) {
        ObjectNode mapping = untyped(name, mappings, report);
        dropRemoved(name, mapping, report);
        return mapping;
    }

    /** A source before 7 has a level with the type's name; its only type goes away. */
    private static ObjectNode untyped(String name, JsonNode mappings, List<String> report) {
        if (!mappings.isObject() || mappings.isEmpty()) {
            return JSON.createObjectNode();
        }
        ObjectNode copy = mappings.deepCopy().asObject();
        copy.remove("_default_");
        if (isMapping(copy)) {
            return copy;
        }
        if (copy.size() != 1) {
            throw new UnsupportedDefinitionException(name + " has the mapping types " + copy.propertyNames()
                    + "; a target without types can take one only: split the index first");
        }
        String type = copy.propertyNames().iterator().next();
        if (!type.equals(TYPE)) {
            report.add(name + ": mapping type '" + type + "' removed");
        }
        return copy.get(type).asObject();
    }

    private static boolean isMapping(ObjectNode mapping) {
        return mapping.has("properties")
                || mapping.has("dynamic")
                || mapping.has("_source")
                || mapping.has("_meta")
                || mapping.has("_routing")
                || mapping.has("dynamic_templates")
                || mapping.has("date_detection");
    }

    private static void dropRemoved(String name, ObjectNode mapping, List<String> report) {
        for (String removed : List.of("_all", "_field_names", "_timestamp", "_ttl", "_parent")) {
            if (mapping.remove(removed) != null) {
                report.add(name + ": mapping." + removed + " dropped: servers no longer have it");
            }
        }
        dropIncludeInAll(name, mapping, report);
    }

    private static void dropIncludeInAll(String name, ObjectNode node, List<String> report) {
        if (node.path("include_in_all").isBoolean() && node.remove("include_in_all") != null) {
            report.add(name + ": include_in_all dropped");
        }
        for (JsonNode child : node.values()) {
            if (child instanceof ObjectNode object) {
                dropIncludeInAll(name, object, report);
            }
        }
    }

    private ObjectNode typed(ObjectNode mapping) {
        if (!to.typed()) {
            return mapping;
        }
        ObjectNode typed = JSON.createObjectNode();
        typed.set(TYPE, mapping);
        return typed;
    }
}
