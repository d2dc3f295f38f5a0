package io.godwit.console.verify;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entries one behind the other in an array that grows, as they lie on disk. For one thread. */
final class EntryBytes {
    private static final int HASH_BYTES = 2 * Long.BYTES;
    private static final int NUMBERS = 5;
    private static final int MAX_VARINT = 10;

    private byte[] bytes;
    private int size;

    EntryBytes(int capacity) {
        this.bytes = new byte[Math.max(16, capacity)];
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Makes room for {@code length} bytes that the caller will fill in; answers where they begin. */
    int extend(int length) {
        int begin = size;
        reserve(length);
        size += length;
        return begin;
    }

    void add(Entry entry) {
        byte[] routing = entry.routing();
        reserve(entry.id().length + (routing == null ? 0 : routing.length) + NUMBERS * MAX_VARINT + HASH_BYTES);
        varint(entry.id().length);
        copy(entry.id());
        varint(routing == null ? 0 : routing.length + 1L);
        if (routing != null) {
            copy(routing);
        }
        varint(entry.version());
        varint(entry.primaryTerm());
        varint(entry.seqNo());
        fixed(entry.hashHigh());
        fixed(entry.hashLow());
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** Reads entries one after the other. */
    final class Cursor {
        private int at;

        boolean hasNext() {
            return at < size;
        }

        int position() {
            return at;
        }

        void seek(int position) {
            at = position;
        }

        Entry next() {
            byte[] id = take((int) varint());
            int routing = (int) varint();
            return new Entry(id, routed(routing), varint(), varint(), varint(), fixed(), fixed());
        }

        private byte @Nullable [] routed(int length) {
            return length == 0 ? null : take(length - 1);
        }

        private byte[] take(int length) {
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = bytes[at++];
                value |= (long) (part & 0x7f) << shift;
                if (part >= 0) {
                    return value;
                }
            }
        }

        private long fixed() {
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = (value << 8) | (bytes[at++] & 0xff);
            }
            return value;
        }
    }

    private void reserve(int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
        }
    }

    private void copy(byte[] from) {
        System.arraycopy(from, 0, bytes, size, from.length);
        size += from.length;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void fixed(long value) {
        for (int shift = Long.SIZE - 8; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }
}
