package io.godwit.schemas.registry;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Remembers what a registry once said: neither answer can change. What it does not know is asked again. */
final class RegistryIds implements SchemaIds {
    /** A flood of made-up ids must not fill the memory; beyond this all is forgotten and asked again. */
    private static final int MAX_REMEMBERED = 1024;

    private final SchemaRegistry registry;
    private final Registration registration;
    private final Map<Written, Integer> idByWritten = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemaById = new ConcurrentHashMap<>();

    RegistryIds(SchemaRegistry registry, Registration registration) {
        this.registry = registry;
        this.registration = registration;
    }

    private record Written(String subject, Schema schema) {}

    @Override
    public int idOf(String subject, Schema schema) {
        Written written = new Written(subject, schema);
        Integer known = idByWritten.get(written);
        if (known != null) {
            return known;
        }
        int id = registry.lookup(subject, schema).orElseGet(() -> ofUnregistered(subject, schema));
        remember(idByWritten, written, id);
        return id;
    }

    @Override
    public Optional<Schema> schemaOf(int id) {
        Schema known = schemaById.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Schema> asked = registry.byId(id);
        asked.ifPresent(schema -> remember(schemaById, id, schema));
        return asked;
    }

    private int ofUnregistered(String subject, Schema schema) {
        return switch (registration) {
            case LOOK_UP ->
                throw new RegistryRefusedException(
                        404,
                        "schema " + schema.getFullName() + " of this release is not registered under " + subject
                                + "; register it first, or set auto.register.schemas=true");
            case REGISTER -> register(subject, schema);
        };
    }

    private int register(String subject, Schema schema) {
        if (registry.versions(subject).isEmpty()) {
            registry.setLevel(subject, Compatibility.BACKWARD_TRANSITIVE);
        }
        return registry.register(subject, schema);
    }

    private static <K, V> void remember(Map<K, V> map, K key, V value) {
        if (map.size() >= MAX_REMEMBERED) {
            map.clear();
        }
        map.put(key, value);
    }
}
