package io.godwit.console.verify;

/**
 * A 128-bit hash of a sequence of 64-bit words, not meant to resist anyone who knows its seed. Both halves go through
 * steps that lose nothing, so two sequences meet by accident only. For one thread.
 */
final class Hash {
    private static final long ODD_1 = 0x9e3779b97f4a7c15L;
    private static final long ODD_2 = 0xd6e8feb86659fd93L;
    private static final long ODD_3 = 0xc2b2ae3d27d4eb4fL;
    private static final long ODD_4 = 0xa0761d6478bd642fL;

    private final long seed;
    private long high;
    private long low;

    Hash(long seed) {
        this.seed = seed;
    }

    void start(int kind) {
        high = seed + kind * ODD_1;
        low = ~seed ^ kind * ODD_3;
    }

    void word(long word) {
        high = Long.rotateLeft(high + word * ODD_1, 29) * ODD_2;
        low = Long.rotateLeft(low ^ word * ODD_3 ^ high, 37) * ODD_4;
    }

    /** Four characters a word; the length ends it, so no text is the beginning of another one. */
    void text(char[] characters, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; at + 4 <= end; at += 4) {
            word(characters[at]
                    | (long) characters[at + 1] << 16
                    | (long) characters[at + 2] << 32
                    | (long) characters[at + 3] << 48);
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 16 | characters[at];
        }
        word(rest);
        word(length);
    }

    void text(String text) {
        int length = text.length();
        int at = 0;
        for (; at + 4 <= length; at += 4) {
            word(text.charAt(at)
                    | (long) text.charAt(at + 1) << 16
                    | (long) text.charAt(at + 2) << 32
                    | (long) text.charAt(at + 3) << 48);
        }
        long rest = 0;
        for (; at < length; at++) {
            rest = rest << 16 | text.charAt(at);
        }
        word(rest);
        word(length);
    }

    void finish() {
        high = spread(high + low);
        low = spread(low + high);
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** Every bit of the result depends on every bit of {@code value}; different values stay different. */
    static long spread(long value) {
        long mixed = (value ^ value >>> 32) * 0xe9846af9b1a615dL;
        mixed = (mixed ^ mixed >>> 32) * 0xe9846af9b1a615dL;
        return mixed ^ mixed >>> 28;
    }
}
