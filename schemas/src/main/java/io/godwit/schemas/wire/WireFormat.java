package io.godwit.schemas.wire;

import io.godwit.schemas.avro.Change;
import io.godwit.schemas.registry.SchemaIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Turns values of one type into the bytes of one topic and back. Thread-safe; buffers and coders are reused, the arrays
 * given out are not. What another version of the schema wrote is resolved to this build's.
 *
 * @param <T> the value
 */
public final class WireFormat<T extends SpecificRecord> {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    /** More writers' schemas than any history has: beyond it the oldest knowledge is simply thrown away. */
    private static final int MAX_WRITERS = 256;

    static {
        // Avro makes objects only of classes it is told to trust
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getPackage() == Change.class.getPackage()));
    }

    private final String type;
    private final Schema schema;
    private final String subject;
    private final SchemaIds ids;
    private final Pool<ValueEncoder<T>> encoders;
    private final Map<Integer, Pool<ValueDecoder<T>>> decodersByWriter = new ConcurrentHashMap<>();
    private volatile int writerId = -1;

    WireFormat(Class<T> type, String subject, SchemaIds ids) {
        this.type = type.getSimpleName();
        this.schema = SpecificData.get().getSchema(type);
        this.subject = subject;
        this.ids = ids;
        this.encoders = new Pool<>(() -> new ValueEncoder<>(schema));
    }

    /** Asks for the id this build's schema is written with, so that a refusal comes at start, not at the first value. */
    public int id() {
        int known = writerId;
        if (known < 0) {
            known = ids.idOf(subject, schema);
            writerId = known;
        }
        return known;
    }

    /** The framed bytes of a value. A value that lacks a required field is an {@link IllegalArgumentException}. */
    public byte[] encode(T value) {
        int id = id();
        ValueEncoder<T> encoder = encoders.take();
        try {
            byte[] bytes = encoder.encode(id, value);
            encoders.giveBack(encoder);
            return bytes;
        } catch (NullPointerException | ClassCastException | AvroRuntimeException e) {
            throw new IllegalArgumentException(type + " for " + subject + " is not complete: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value that {@code bytes} frame, or a {@link MalformedRecordException} that says what is wrong with them. */
    public T decode(byte[] bytes) {
        int writer = writerOf(bytes);
        Pool<ValueDecoder<T>> decoders = decodersOf(writer);
        try {
            ValueDecoder<T> decoder = decoders.take();
            T value = decoder.decode(bytes);
            decoders.giveBack(decoder);
            return value;
        } catch (IOException | RuntimeException e) {
            throw new MalformedRecordException(
                    type + " of " + subject + ", schema id " + writer + ", " + bytes.length + " bytes: " + e, e);
        }
    }

    private int writerOf(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw new MalformedRecordException(type + " of " + subject + ": " + bytes.length
                    + " bytes are too short for magic byte and schema id (" + HEADER_BYTES + ")");
        }
        if (bytes[0] != MAGIC) {
            throw new MalformedRecordException(type + " of " + subject + ": magic byte is 0x"
                    + Integer.toHexString(bytes[0] & 0xff) + "; must be 0x0");
        }
        return (bytes[1] & 0xff) << 24 | (bytes[2] & 0xff) << 16 | (bytes[3] & 0xff) << 8 | (bytes[4] & 0xff);
    }

    private Pool<ValueDecoder<T>> decodersOf(int writer) {
        Pool<ValueDecoder<T>> known = decodersByWriter.get(writer);
        if (known != null) {
            return known;
        }
        Schema written = ids.schemaOf(writer)
                .orElseThrow(() -> new MalformedRecordException(
                        type + " of " + subject + ": schema id " + writer + " is unknown"));
        if (decodersByWriter.size() >= MAX_WRITERS) {
            decodersByWriter.clear();
        }
        return decodersByWriter.computeIfAbsent(writer, id -> new Pool<>(() -> new ValueDecoder<>(written, schema)));
    }
}
