package io.godwit.schemas.wire;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;

/**
 * Reads one framed value after the other, resolving what was written by {@code writer} to {@code reader}. The resolution
 * is worked out once, here; Avro's other reader looks it up per thread. Used by one thread at a time.
 */
final class ValueDecoder<T> {
    private final DatumReader<T> reader;
    private final ArrayDecoder input = new ArrayDecoder();

    ValueDecoder(Schema writer, Schema reader) {
        try {
            this.reader = new FastReaderBuilder(SpecificData.getForSchema(reader)).createDatumReader(writer, reader);
        } catch (IOException e) {
            throw new AvroRuntimeException("cannot read " + writer.getFullName() + " as " + reader.getFullName(), e);
        }
    }

    @SuppressWarnings("NullAway") // Avro's null means: no old value to fill
    T decode(byte[] bytes) throws IOException {
        input.start(bytes, WireFormat.HEADER_BYTES);
        T value = reader.read(null, input);
        if (input.left() > 0) {
            throw new AvroRuntimeException(input.left() + " bytes are left over after the value");
        }
        input.release();
        return value;
    }
}
