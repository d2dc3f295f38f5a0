package io.godwit.projector.projection;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Changes;
import io.godwit.projector.source.IncompleteAnswerException;
import io.godwit.projector.source.SourceIndex;
import io.godwit.projector.source.StoredDocument;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads records as they are now and says what shall become of them. Not thread-safe. */
final class Projection {
    private final ProjectorSettings settings;
    private final Definitions definitions;
    private final MultiGet multiGet;
    private final AbsentRevision absentRevision;

    Projection(ProjectorSettings settings, Definitions definitions) {
        this.settings = settings;
        this.definitions = definitions;
        this.multiGet = new MultiGet(settings.from(), settings.flavour().typed(), definitions::typeOf);
        this.absentRevision = new AbsentRevision(settings.from(), settings.epoch());
    }

    /**
     * A change for each record that has a collection: Put as it is, or Remove. Records of a collection that is gone, or
     * that does not take part, get none: they are gone with it.
     *
     * @throws IncompleteAnswerException when a collection was remade meanwhile, or a record could not be read now
     */
    List<Change> of(Set<RecordKey> records, Origin origin) {
        Map<String, String> generations = generationsOf(records);
        List<RecordKey> readable = records.stream()
                .filter(record -> generations.containsKey(record.collection()))
                .toList();
        if (readable.isEmpty()) {
            return List.of();
        }
        Changes changes = new Changes(settings.epoch(), origin);
        List<Change> made = new ArrayList<>();
        List<RecordKey> absent = new ArrayList<>();
        List<StoredDocument> found = multiGet.read(readable, true);
        for (int i = 0; i < found.size(); i++) {
            if (present(readable.get(i), found.get(i))) {
                made.add(changes.put(
                        readable.get(i).collection(), generation(generations, readable.get(i)), found.get(i)));
            } else {
                absent.add(readable.get(i));
            }
        }
        if (!absent.isEmpty()) {
            made.addAll(removals(absent, generations, changes));
        }
        requireSameGenerations(generations);
        return made;
    }

    /** Absent records are read once more, after their shards' bounds. */
    private List<Change> removals(List<RecordKey> absent, Map<String, String> generations, Changes changes) {
        Set<String> collections = new LinkedHashSet<>();
        absent.forEach(record -> collections.add(record.collection()));
        AbsentRevision.Bounds bounds = absentRevision.read(collections);
        List<StoredDocument> again = multiGet.read(absent, true);
        List<Change> made = new ArrayList<>();
        for (int i = 0; i < again.size(); i++) {
            RecordKey record = absent.get(i);
            String generation = generation(generations, record);
            if (present(record, again.get(i))) {
                made.add(changes.put(record.collection(), generation, again.get(i)));
            } else {
                StoredDocument gone = new StoredDocument(record.id(), record.routingOrNull(), -1, -1, false, null, "");
                made.add(changes.remove(record.collection(), generation, gone, bounds.of(record, generation)));
            }
        }
        return made;
    }

    private static boolean present(RecordKey record, StoredDocument document) {
        if (!document.error().isEmpty()) {
            throw new IncompleteAnswerException(record + " could not be read: " + document.error());
        }
        return document.found();
    }

    private Map<String, String> generationsOf(Set<RecordKey> records) {
        Map<String, String> generations = new HashMap<>();
        Set<String> collections = new LinkedHashSet<>();
        records.forEach(record -> collections.add(record.collection()));
        boolean refreshed = false;
        for (String collection : collections) {
            if (!settings.selection().takes(collection)) {
                continue;
            }
            Optional<String> now = new SourceIndex(settings.from(), collection).generation();
            if (now.isPresent() && !now.equals(definitions.generation(collection)) && !refreshed) {
                definitions.refresh();
                refreshed = true;
            }
            now.ifPresent(generation -> generations.put(collection, generation));
        }
        return generations;
    }

    private void requireSameGenerations(Map<String, String> generations) {
        generations.forEach((collection, generation) -> {
            Optional<String> now = new SourceIndex(settings.from(), collection).generation();
            if (now.filter(generation::equals).isEmpty()) {
                throw new IncompleteAnswerException(
                        "collection '" + collection + "' was remade while records of it were read");
            }
        });
    }

    private static String generation(Map<String, String> generations, RecordKey record) {
        String generation = generations.get(record.collection());
        if (generation == null) {
            throw new IllegalStateException("no generation of " + record.collection());
        }
        return generation;
    }
}
