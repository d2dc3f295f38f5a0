package io.godwit.chaos.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A record that nobody can read.
 *
 * @param kind what is wrong with it
 * @param key of the record
 * @param value of the record
 */
record BadRecord(Kind kind, byte @Nullable [] key, byte[] value) {
    /** What can be wrong with a record. */
    enum Kind {
        BAD_MAGIC_BYTE,
        UNKNOWN_SCHEMA_ID,
        TRUNCATED,
        NULL_KEY,
        GARBAGE,
        EMPTY
    }

    /** What the key of each begins with that has one. */
    static final String KEY = "poison-";

    private static final int SCHEMA_ID_BYTES = 4;
    private static final int UNKNOWN_ID = 0x7fff_fff0;
    private static final int HEADER_BYTES = 5;

    /** One of a kind, spoiled from a good one. */
    static BadRecord of(Kind kind, byte[] good, SplittableRandom random) {
        byte[] key = (KEY + random.nextInt(1_000_000)).getBytes(StandardCharsets.UTF_8);
        byte[] value = switch (kind) {
            case BAD_MAGIC_BYTE -> spoiled(good, 0, (byte) 0x5a);
            case UNKNOWN_SCHEMA_ID ->
                ByteBuffer.wrap(good.clone()).putInt(1, UNKNOWN_ID).array();
            case TRUNCATED ->
                Arrays.copyOf(good, random.nextInt(HEADER_BYTES, Math.max(HEADER_BYTES + 1, good.length / 2)));
            case NULL_KEY, GARBAGE -> garbage(random);
            case EMPTY -> new byte[0];
        };
        return new BadRecord(kind, kind == Kind.NULL_KEY ? null : key, value);
    }

    private static byte[] spoiled(byte[] good, int at, byte with) {
        byte[] copy = good.clone();
        copy[at] = with;
        return copy;
    }

    private static byte[] garbage(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(1, 200 + SCHEMA_ID_BYTES)];
        random.nextBytes(bytes);
        bytes[0] = (byte) (bytes[0] | 1);
        return bytes;
    }
}
