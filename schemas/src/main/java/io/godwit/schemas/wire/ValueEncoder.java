package io.godwit.schemas.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes one framed value after the other through one buffer. Used by one thread at a time. */
final class ValueEncoder<T> {
    private final Buffer buffer = new Buffer();
    private final DatumWriter<T> writer;
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);

    ValueEncoder(Schema schema) {
        SpecificData model = SpecificData.getForSchema(schema);
        model.setCustomCoders(true); // generated classes write themselves: half the time
        this.writer = new SpecificDatumWriter<>(schema, model);
    }

    byte[] encode(int id, T value) throws IOException {
        buffer.start(id);
        writer.write(value, encoder);
        return buffer.finish();
    }

    /** Bytes that grow; what one large value needed is not kept for the small ones. */
    private static final class Buffer extends OutputStream {
        private static final int FIRST = 2048;
        private static final int KEPT = 1 << 20;

        private byte[] bytes = new byte[FIRST];
        private int size;

        void start(int id) {
            bytes[0] = WireFormat.MAGIC;
            bytes[1] = (byte) (id >>> 24);
            bytes[2] = (byte) (id >>> 16);
            bytes[3] = (byte) (id >>> 8);
            bytes[4] = (byte) id;
            size = WireFormat.HEADER_BYTES;
        }

        byte[] finish() {
            byte[] result = Arrays.copyOf(bytes, size);
            if (bytes.length > KEPT) {
                bytes = new byte[FIRST];
            }
            return result;
        }

        @Override
        public void write(int b) {
            room(1);
            bytes[size++] = (byte) b;
        }

        @Override
        public void write(byte[] source, int from, int length) {
            room(length);
            System.arraycopy(source, from, bytes, size, length);
            size += length;
        }

        private void room(int more) {
            int needed = Math.addExact(size, more);
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(
                        bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
            }
        }
    }
}
