package io.godwit.schemas.wire;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro binary out of one array. Believes no length: whatever a size or count claims, no more is set aside for it than the
 * bytes that are left could fill, so that a few wrong bytes cannot take the memory of the process. (Avro's own decoder
 * believes the counts of maps and arrays when generated classes read themselves.) Used by one thread at a time.
 */
final class ArrayDecoder extends Decoder {
    private static final int LONG_BYTES = 10;

    private byte[] bytes = new byte[0];
    private int at;

    /** Begins at {@code from}; what was read before is forgotten. */
    void start(byte[] source, int from) {
        bytes = source;
        at = from;
    }

    /** Lets go of the array, so that a waiting decoder keeps none alive. */
    void release() {
        bytes = new byte[0];
        at = 0;
    }

    int left() {
        return bytes.length - at;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws EOFException {
        byte value = bytes[take(1)];
        if (value != 0 && value != 1) {
            throw new AvroRuntimeException("boolean is " + value + "; must be 0 or 1");
        }
        return value == 1;
    }

    @Override
    public int readInt() throws EOFException {
        long value = readLong();
        if (value != (int) value) {
            throw new AvroRuntimeException("int is " + value + "; too large");
        }
        return (int) value;
    }

    @Override
    public long readLong() throws EOFException {
        long packed = 0;
        for (int i = 0; i < LONG_BYTES; i++) {
            byte next = bytes[take(1)];
            packed |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return (packed >>> 1) ^ -(packed & 1);
            }
        }
        throw new AvroRuntimeException("long has more than " + LONG_BYTES + " bytes");
    }

    @Override
    public float readFloat() throws EOFException {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() throws EOFException {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    @Override
    public String readString() throws EOFException {
        int length = length();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws EOFException {
        return new Utf8(readString());
    }

    @Override
    public void skipString() throws EOFException {
        take(length());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws EOFException {
        int length = length();
        byte[] copy = new byte[length];
        System.arraycopy(bytes, take(length), copy, 0, length);
        return ByteBuffer.wrap(copy);
    }

    @Override
    public void skipBytes() throws EOFException {
        take(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws EOFException {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws EOFException {
        take(length);
    }

    @Override
    public int readEnum() throws EOFException {
        return readInt();
    }

    @Override
    public int readIndex() throws EOFException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws EOFException {
        return count();
    }

    @Override
    public long arrayNext() throws EOFException {
        return count();
    }

    @Override
    public long skipArray() throws EOFException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws EOFException {
        return count();
    }

    @Override
    public long mapNext() throws EOFException {
        return count();
    }

    @Override
    public long skipMap() throws EOFException {
        return skipBlocks();
    }

    /** How many items follow. Each of our items takes a byte at least, so there are never more than bytes left. */
    private long count() throws EOFException {
        long count = readLong();
        if (count < 0) {
            readLong(); // the block's size in bytes, of use only to who skips it
            count = -count;
        }
        if (count < 0 || count > left()) {
            throw new EOFException("count is " + count + ", but only " + left() + " bytes are left");
        }
        return count;
    }

    /** Skips the blocks that tell their size; 0 at the end, else the items of a block the caller must skip singly. */
    private long skipBlocks() throws EOFException {
        long count = readLong();
        while (count < 0) {
            take(length());
            count = readLong();
        }
        if (count > left()) {
            throw new EOFException("count is " + count + ", but only " + left() + " bytes are left");
        }
        return count;
    }

    private int length() throws EOFException {
        long length = readLong();
        if (length < 0 || length > left()) {
            throw new EOFException("length is " + length + ", but only " + left() + " bytes are left");
        }
        return (int) length;
    }

    private long littleEndian(int size) throws EOFException {
        int from = take(size);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | (bytes[from + i] & 0xffL);
        }
        return value;
    }

    private int take(int size) throws EOFException {
        int from = at;
        if (size < 0 || size > bytes.length - from) {
            throw new EOFException(size + " bytes are needed, but only " + left() + " are left");
        }
        at = from + size;
        return from;
    }
}
