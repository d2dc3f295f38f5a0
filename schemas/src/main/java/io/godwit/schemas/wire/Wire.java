package io.godwit.schemas.wire;

import io.godwit.schemas.registry.Registration;
import io.godwit.schemas.registry.SchemaIds;
import io.godwit.schemas.registry.SchemaRegistry;
import java.net.URI;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes the {@link WireFormat} of each topic. One per process is enough; thread-safe.
 *
 * <pre>{@code
 * Wire wire = Wire.embedded();
 * WireFormat<Change> edits = wire.format(topics.edits().name(), Change.class);
 * byte[] value = edits.encode(change);
 * Change back = edits.decode(value);
 * }</pre>
 */
public final class Wire {
    private final SchemaIds ids;

    private Wire(SchemaIds ids) {
        this.ids = ids;
    }

    /** Without a registry: the schemas and their ids travel in this jar. */
    public static Wire embedded() {
        return new Wire(SchemaIds.embedded());
    }

    /**
     * With the ids of a Confluent-compatible registry at this address (see {@link SchemaRegistry}), asked when first
     * needed and remembered. Lives as long as the process.
     */
    public static Wire registry(URI address, Registration registration) {
        return new Wire(SchemaRegistry.at(address).ids(registration));
    }

    /** As {@link #registry(URI, Registration)}, only looking up: the way of production. */
    public static Wire registry(URI address) {
        return registry(address, Registration.LOOK_UP);
    }

    /** With ids of any other origin. */
    public static Wire with(SchemaIds ids) {
        return new Wire(ids);
    }

    /**
     * How values of {@code topic} are written and read. Its schema's subject is {@code <topic>-value}; nothing is asked
     * of a registry before the first value.
     */
    public <T extends SpecificRecord> WireFormat<T> format(String topic, Class<T> type) {
        return new WireFormat<>(type, topic + "-value", ids);
    }
}
