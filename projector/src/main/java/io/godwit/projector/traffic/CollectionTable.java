package io.godwit.projector.traffic;

import io.godwit.flow.TableReader;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.Selection;
import io.godwit.projector.definitions.Definitions;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the definitions topic says of collections. */
final class CollectionTable implements KnownCollections, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AliasTable aliases;
    private final Selection selection;
    private final TableReader<String, Definition> reader;

    private CollectionTable(ProjectorSettings settings, Duration settle) {
        this.selection = settings.selection();
        this.aliases = new AliasTable(settle);
        String topic = settings.topics().definitions().name();
        this.reader = TableReader.open(
                settings.kafka(),
                topic,
                key -> key,
                settings.wire().format(topic, Definition.class)::decode,
                (_, definition) -> learn(definition));
    }

    /** @param settle after a change of an alias, writes are not sure to have met it or what was before it for so long */
    static CollectionTable open(ProjectorSettings settings, Duration settle) {
        CollectionTable table = new CollectionTable(settings, settle);
        if (!table.reader.awaitCaughtUp(PATIENCE)) {
            table.close();
            throw new IllegalStateException("definitions could not be read from Kafka within " + PATIENCE);
        }
        table.aliases.loaded();
        return table;
    }

    @Override
    public Optional<Known> get(String name) {
        return Optional.ofNullable(known.get(name));
    }

    @Override
    public boolean takes(String name) {
        return selection.takes(name);
    }

    @Override
    public Optional<Set<String>> behind(String alias, long at) {
        return aliases.behind(alias, at);
    }

    @Override
    public void close() {
        reader.close();
    }

    private void learn(@Nullable Definition definition) {
        if (definition == null || definition.getKind() != Kind.INDEX) {
            return;
        }
        String name = definition.getName();
        if (!definition.getPresent()) {
            known.remove(name);
            aliases.learn(name, Set.of(), definition.getReadAt());
            return;
        }
        JsonNode body = JSON.readTree(definition.getBody());
        Map<String, String> routings = Definitions.aliasRoutings(body);
        known.compute(name, (_, before) -> {
            boolean same = before != null && before.generation().equals(definition.getGeneration());
            long since = same ? before.since() : definition.getReadAt();
            return new Known(definition.getGeneration(), since, piped(body), routings);
        });
        aliases.learn(name, routings.keySet(), definition.getReadAt());
    }

    static boolean piped(JsonNode body) {
        JsonNode index = body.path("settings").path("index");
        return isSet(index.path("default_pipeline")) || isSet(index.path("final_pipeline"));
    }

    private static boolean isSet(JsonNode pipeline) {
        return !pipeline.isMissingNode() && !pipeline.asString("_none").equals("_none");
    }
}
