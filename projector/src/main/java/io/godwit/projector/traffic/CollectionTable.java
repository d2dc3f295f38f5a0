package io.godwit.projector.traffic;

import io.godwit.flow.TableReader;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.Selection;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the definitions topic says of collections. */
final class CollectionTable implements KnownCollections, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Selection selection;
    private final TableReader<String, Definition> reader;

    private CollectionTable(ProjectorSettings settings) {
        this.selection = settings.selection();
        String topic = settings.topics().definitions().name();
        this.reader = TableReader.open(
                settings.kafka(),
                topic,
                key -> key,
                settings.wire().format(topic, Definition.class)::decode,
                (_, definition) -> learn(definition));
    }

    static CollectionTable open(ProjectorSettings settings) {
        CollectionTable table = new CollectionTable(settings);
        if (!table.reader.awaitCaughtUp(PATIENCE)) {
            table.close();
            throw new IllegalStateException("definitions could not be read from Kafka within " + PATIENCE);
        }
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
    public void close() {
        reader.close();
    }

    private void learn(@Nullable Definition definition) {
        if (definition == null || definition.getKind() != Kind.INDEX) {
            return;
        }
        if (!definition.getPresent()) {
            known.remove(definition.getName());
            return;
        }
        known.compute(definition.getName(), (_, before) -> {
            boolean same = before != null && before.generation().equals(definition.getGeneration());
            long since = same ? before.since() : definition.getReadAt();
            return new Known(definition.getGeneration(), since, piped(definition));
        });
    }

    private static boolean piped(Definition definition) {
        JsonNode index = JSON.readTree(definition.getBody()).path("settings").path("index");
        return isSet(index.path("default_pipeline")) || isSet(index.path("final_pipeline"));
    }

    private static boolean isSet(JsonNode pipeline) {
        return !pipeline.isMissingNode() && !pipeline.asString("_none").equals("_none");
    }
}
