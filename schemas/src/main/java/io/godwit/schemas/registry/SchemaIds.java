package io.godwit.schemas.registry;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Gives each schema its number and each number its schema. Implementations are thread-safe and remember what they were
 * asked; both answers stay true for ever.
 */
public interface SchemaIds {
    /**
     * The number under which {@code schema} is written to {@code subject}.
     *
     * @param subject what the schema is registered under, e.g. {@code m.edits-value}; the embedded ids ignore it
     */
    int idOf(String subject, Schema schema);

    /** The schema a number stands for; empty when nobody ever gave that number out. */
    Optional<Schema> schemaOf(int id);

    /** The ids that travel in the jar: no server is asked, every process of one release agrees. */
    static SchemaIds embedded() {
        return EmbeddedIds.INSTANCE;
    }
}
