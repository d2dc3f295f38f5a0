package io.godwit.app.explain;

import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.traffic.Wanted;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Definition;
import io.godwit.schemas.avro.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** What the definitions topics tell of collections and of what leads to them. Thread-safe once it is filled. */
final class CollectionNames {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Set<String>> aliases = new TreeMap<>();
    private final List<Read> all = new ArrayList<>();

    private record Read(Direction direction, Place place, Definition definition) {}

    synchronized void add(Direction direction, Place place, Definition definition) {
        if (definition.getKind() == Kind.INDEX) {
            all.add(new Read(direction, place, definition));
            aliases.computeIfAbsent(definition.getName(), _ -> new TreeSet<>())
                    .addAll(Definitions.aliasRoutings(JSON.readTree(definition.getBody()))
                            .keySet());
        }
    }

    /** Those read of one flow, the newest of each collection last. */
    synchronized List<Definition> of(Direction direction) {
        return all.stream()
                .filter(read -> read.direction().equals(direction))
                .map(Read::definition)
                .toList();
    }

    /** The collections that a question is about; none when it is about all and none is known. */
    synchronized Set<String> concrete(Optional<String> asked) {
        if (asked.isEmpty()) {
            return Set.copyOf(aliases.keySet());
        }
        String name = asked.get();
        Set<String> behind = new TreeSet<>();
        aliases.forEach((collection, leading) -> {
            if (leading.contains(name)) {
                behind.add(collection);
            }
        });
        return aliases.containsKey(name) || behind.isEmpty() ? Set.of(name) : behind;
    }

    synchronized boolean isKnown(String collection) {
        return aliases.containsKey(collection);
    }

    Wanted wanted(Question question) {
        Set<String> names = new HashSet<>();
        question.collection()
                .ifPresent(_ -> concrete(question.collection()).forEach(name -> {
                    names.add(name);
                    names.addAll(aliasesOf(name));
                }));
        return new Wanted(names, question.id(), question.routing());
    }

    Wanted wanted(RecordKey record) {
        Set<String> names = new HashSet<>(aliasesOf(record.collection()));
        names.add(record.collection());
        return new Wanted(names, record.id(), record.routing());
    }

    synchronized List<Fact> factsOf(String collection) {
        return all.stream()
                .filter(read -> read.definition().getName().equals(collection))
                .map(CollectionNames::fact)
                .toList();
    }

    private synchronized Set<String> aliasesOf(String collection) {
        return aliases.getOrDefault(collection, Set.of());
    }

    private static Fact fact(Read read) {
        Definition definition = read.definition();
        return new Fact.Defined(
                Instant.ofEpochMilli(definition.getReadAt()),
                read.place(),
                read.direction().from(),
                definition.getName(),
                definition.getPresent(),
                new Fact.Generations(definition.getGeneration(), definition.getRetired()));
    }
}
