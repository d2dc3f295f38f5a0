package io.godwit.projector.projection;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Changes;
import io.godwit.projector.source.IncompleteAnswerException;
import io.godwit.projector.source.SourceIndex;
import io.godwit.projector.source.StoredDocument;
import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Revision;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads records as they are now and says what shall become of them. Not thread-safe. */
final class Projection {
    /** What a cluster says of a single document, now and ever. */
    private static final Set<String> FINAL_ERRORS =
            Set.of("routing_missing_exception", "illegal_argument_exception", "invalid_index_name_exception");

    private final ProjectorSettings settings;
    private final Generations generations;
    private final MultiGet multiGet;
    private final AbsentRevision absentRevision;

    Projection(ProjectorSettings settings, Definitions definitions) {
        this.settings = settings;
        this.generations = Generations.of(settings, definitions);
        this.multiGet = new MultiGet(settings.from());
        this.absentRevision = new AbsentRevision(settings.from(), settings.epoch());
    }

    /**
     * What came of each record.
     *
     * @throws IncompleteAnswerException when a collection was made anew meanwhile: nothing of it counts
     */
    Map<RecordKey, Projected> of(Set<RecordKey> records, Origin origin) {
        Generations.Reading reading = generations.begin(collections(records));
        Changes changes = new Changes(settings.epoch(), origin);
        Map<RecordKey, Projected> projected = new LinkedHashMap<>();
        List<RecordKey> readable = new ArrayList<>();
        for (RecordKey record : records) {
            if (reading.of(record.collection()).isPresent()) {
                readable.add(record);
            } else {
                projected.put(record, unread(record));
            }
        }
        List<RecordKey> absent = present(readable, reading, changes, projected);
        if (!absent.isEmpty()) {
            // their shards' bounds first, then once more: what is there after all was written in between
            AbsentRevision.Bounds bounds = absentRevision.read(collections(absent));
            bounds.requireSettled();
            for (RecordKey record : present(absent, reading, changes, projected)) {
                String generation = reading.of(record.collection()).orElseThrow();
                projected.put(record, removal(record, generation, bounds.of(record, generation), changes));
            }
        }
        reading.requireUnchanged();
        return projected;
    }

    /** A collection that is not there is gone with its records; behind an alias they are still there. */
    private Projected unread(RecordKey record) {
        return new SourceIndex(settings.from(), record.collection()).isAlias()
                ? new Projected.Impossible(record + " is named by an alias; a candidate must name its index")
                : new Projected.Gone();
    }

    /** Reads these and returns those that are not there. */
    private List<RecordKey> present(
            List<RecordKey> records,
            Generations.Reading reading,
            Changes changes,
            Map<RecordKey, Projected> projected) {
        if (records.isEmpty()) {
            return List.of();
        }
        List<RecordKey> absent = new ArrayList<>();
        List<StoredDocument> documents = multiGet.read(records, true);
        for (int i = 0; i < documents.size(); i++) {
            RecordKey record = records.get(i);
            Optional<Projected> found = present(record, documents.get(i), reading, changes);
            found.ifPresentOrElse(outcome -> projected.put(record, outcome), () -> absent.add(record));
        }
        return absent;
    }

    private static Optional<Projected> present(
            RecordKey record, StoredDocument document, Generations.Reading reading, Changes changes) {
        if (!document.error().isEmpty()) {
            String why = record + " could not be read: " + document.error();
            return Optional.of(
                    FINAL_ERRORS.contains(document.error()) ? new Projected.Impossible(why) : new Projected.Later(why));
        }
        if (!document.found()) {
            return Optional.empty();
        }
        try {
            String generation = reading.of(record.collection()).orElseThrow();
            return Optional.of(new Projected.Made(changes.put(record.collection(), generation, document)));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Projected.Impossible(String.valueOf(e.getMessage())));
        }
    }

    private static Projected removal(RecordKey record, String generation, Revision revision, Changes changes) {
        StoredDocument gone = new StoredDocument(record.id(), record.routingOrNull(), -1, -1, false, null, "");
        Change remove = changes.remove(record.collection(), generation, gone, revision);
        return new Projected.Made(remove);
    }

    private static Set<String> collections(Iterable<RecordKey> records) {
        Set<String> collections = new LinkedHashSet<>();
        records.forEach(record -> collections.add(record.collection()));
        return collections;
    }
}
