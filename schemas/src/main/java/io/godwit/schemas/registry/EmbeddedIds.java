package io.godwit.schemas.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Ids without a registry. A released schema has the id that the catalogue in this jar gives it; a schema that is newer
 * than the last release has one computed from its fingerprint, in a range of its own, so that processes of one build
 * agree about it. Two schemas that write the same bytes are one schema here.
 */
final class EmbeddedIds implements SchemaIds {
    static final EmbeddedIds INSTANCE = new EmbeddedIds(ReleasedSchemas.load());

    private static final int UNRELEASED = 1 << 30;

    private final Map<Long, Integer> idByFingerprint = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemaById = new ConcurrentHashMap<>();

    EmbeddedIds(List<ReleasedSchemas.Entry> released) {
        for (ReleasedSchemas.Entry entry : released) {
            idByFingerprint.putIfAbsent(fingerprint(entry.schema()), entry.id());
            if (schemaById.put(entry.id(), entry.schema()) != null) {
                throw new IllegalStateException("released schemas: id " + entry.id() + " is given twice");
            }
        }
        CurrentSchemas.all().forEach(schema -> idOf("", schema));
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return idByFingerprint.computeIfAbsent(fingerprint(schema), print -> add(print, schema));
    }

    @Override
    public Optional<Schema> schemaOf(int id) {
        return Optional.ofNullable(schemaById.get(id));
    }

    static boolean released(int id) {
        return id < UNRELEASED;
    }

    private int add(long fingerprint, Schema schema) {
        int id = UNRELEASED | (int) (fingerprint & (UNRELEASED - 1));
        Schema other = schemaById.putIfAbsent(id, schema);
        if (other != null) {
            throw new IllegalStateException("schemas " + schema.getFullName() + " and " + other.getFullName()
                    + " have the same unreleased id " + id + "; release one of them");
        }
        return id;
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }
}
