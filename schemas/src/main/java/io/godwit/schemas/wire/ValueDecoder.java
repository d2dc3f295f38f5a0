package io.godwit.schemas.wire;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads one framed value after the other, resolving what was written by {@code writer} to {@code reader}. Holds its own
 * resolver, because the one Avro would look up is per thread and dear to make. Used by one thread at a time.
 */
final class ValueDecoder<T> {
    private final Reader<T> reader;
    private final ResolvingDecoder resolver;
    private BinaryDecoder input = DecoderFactory.get().binaryDecoder(new byte[0], null);

    ValueDecoder(Schema writer, Schema reader) {
        this.reader = new Reader<>(writer, reader);
        try {
            this.resolver = DecoderFactory.get().resolvingDecoder(writer, reader, null);
        } catch (IOException e) {
            throw new AvroRuntimeException("cannot read " + writer.getFullName() + " as " + reader.getFullName(), e);
        }
    }

    T decode(byte[] bytes) throws IOException {
        int length = bytes.length - WireFormat.HEADER_BYTES;
        input = DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, input);
        resolver.configure(input);
        T value = reader.readValue(resolver);
        if (!input.isEnd()) {
            throw new AvroRuntimeException("bytes are left over after the value");
        }
        return value;
    }

    private static final class Reader<T> extends SpecificDatumReader<T> {
        Reader(Schema writer, Schema reader) {
            super(writer, reader);
        }

        @SuppressWarnings({"unchecked", "NullAway"}) // Avro's null means: no old value to fill
        T readValue(ResolvingDecoder resolver) throws IOException {
            T value = (T) read(null, getExpected(), resolver);
            resolver.drain();
            return value;
        }
    }
}
