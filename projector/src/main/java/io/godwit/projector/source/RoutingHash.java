package io.godwit.projector.source;

/** What servers divide records among shards by: Murmur3 (x86, 32 bits, seed 0) of the UTF-16, low bytes first. Pure. */
final class RoutingHash {
    private static final int FIRST_FACTOR = 0xcc9e2d51;
    private static final int SECOND_FACTOR = 0x1b873593;
    private static final int ADDEND = 0xe6546b64;
    private static final int FIRST_FINAL = 0x85ebca6b;
    private static final int SECOND_FINAL = 0xc2b2ae35;
    private static final char FIRST_IDEOGRAPH = '\u4e00';
    private static final char LAST_IDEOGRAPH = '\u9fff';

    private RoutingHash() {}

    static int of(String routing) {
        int hash = 0;
        int even = routing.length() & ~1;
        for (int i = 0; i < even; i += 2) {
            hash = with(hash, block(routing.charAt(i), routing.charAt(i + 1)));
        }
        if (even < routing.length()) {
            hash ^= mixed(routing.charAt(even));
        }
        hash ^= 2 * routing.length();
        hash = (hash ^ hash >>> 16) * FIRST_FINAL;
        hash = (hash ^ hash >>> 13) * SECOND_FINAL;
        return hash ^ hash >>> 16;
    }

    /**
     * Four ideographs with the hash of {@code routing}, so that both lead to the same shard of any index, however it
     * divides hashes: for questions that cannot name {@code routing} itself. The hash is undone from its end to its last
     * block, for one first block after the other until the last one is ideographs too, which takes about ten tries.
     */
    static String alike(String routing) {
        int end = of(routing);
        end = (end ^ end >>> 16) * inverse(SECOND_FINAL);
        end = (end ^ end >>> 13 ^ end >>> 26) * inverse(FIRST_FINAL);
        end = end ^ end >>> 16 ^ 2 * 4;
        int before = Integer.rotateRight((end - ADDEND) * inverse(5), 13);
        for (char one = FIRST_IDEOGRAPH; one <= LAST_IDEOGRAPH; one++) {
            int last = unmixed(before ^ with(0, block(one, FIRST_IDEOGRAPH)));
            char third = (char) last;
            char fourth = (char) (last >>> 16);
            if (isIdeograph(third) && isIdeograph(fourth)) {
                return "" + one + FIRST_IDEOGRAPH + third + fourth;
            }
        }
        throw new IllegalStateException("no other value has the hash of routing '" + routing + "'");
    }

    private static boolean isIdeograph(char one) {
        return one >= FIRST_IDEOGRAPH && one <= LAST_IDEOGRAPH;
    }

    private static int block(char low, char high) {
        return low | high << 16;
    }

    private static int with(int hash, int block) {
        return Integer.rotateLeft(hash ^ mixed(block), 13) * 5 + ADDEND;
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * FIRST_FACTOR, 15) * SECOND_FACTOR;
    }

    private static int unmixed(int mixed) {
        return Integer.rotateRight(mixed * inverse(SECOND_FACTOR), 15) * inverse(FIRST_FACTOR);
    }

    /** By which to multiply to undo a multiplication by an odd number: each step doubles the bits that are right. */
    private static int inverse(int odd) {
        int inverse = odd;
        for (int right = 3; right < Integer.SIZE; right *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
