package io.godwit.projector.traffic;

import io.godwit.projector.definitions.Definitions;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All collections and aliases that there ever were, as far as definitions tell. */
final class PastCollections implements KnownCollections {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Set<String>> byAlias = new HashMap<>();
    private final Wanted wanted;

    /** @param definitions of any times, the newest of each collection last */
    PastCollections(Collection<Definition> definitions, Wanted wanted) {
        this.wanted = wanted;
        definitions.stream()
                .filter(definition -> definition.getKind() == Kind.INDEX)
                .forEach(this::learn);
    }

    @Override
    public Optional<Known> get(String name) {
        return Optional.ofNullable(known.get(name));
    }

    @Override
    public boolean takes(String name) {
        return wanted.mayBeIn(name);
    }

    @Override
    public Optional<Set<String>> behind(String alias, long at) {
        return Optional.of(byAlias.getOrDefault(alias, Set.of()));
    }

    private void learn(Definition definition) {
        JsonNode body = JSON.readTree(definition.getBody());
        Map<String, String> routings = Definitions.aliasRoutings(body);
        known.put(
                definition.getName(), new Known(definition.getGeneration(), 0, CollectionTable.piped(body), routings));
        routings.keySet()
                .forEach(alias ->
                        byAlias.computeIfAbsent(alias, _ -> new HashSet<>()).add(definition.getName()));
    }
}
