package io.godwit.projector.rescan;

import io.godwit.projector.source.StoredDocument;

/**
 * Which ids a side holds, as 64 bits of each: eight bytes an id when full to the half. Two ids may have the same bits (one
 * chance in 2·10⁷ for a million ids of each side); the seed differs from round to round, so that they do not stay
 * confused. Not thread-safe.
 */
final class IdSet {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] slots = new long[1 << 12];
    private int size;

    void add(long hash) {
        if (2 * size >= slots.length) {
            grow();
        }
        if (put(slots, hash)) {
            size++;
        }
    }

    boolean contains(long hash) {
        for (int at = start(slots, hash); slots[at] != 0; at = (at + 1) & (slots.length - 1)) {
            if (slots[at] == hash) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return size;
    }

    /** Of id and routing, which name a record together; never 0. */
    static long hash(long seed, StoredDocument document) {
        long hash = fold(FNV_OFFSET ^ seed, document.id());
        if (document.routing() != null) {
            hash = fold((hash ^ 0xffff) * FNV_PRIME, document.routing());
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }

    private static long fold(long hash, String text) {
        long folded = hash;
        for (int i = 0; i < text.length(); i++) {
            folded = (folded ^ text.charAt(i)) * FNV_PRIME;
        }
        return folded;
    }

    private static boolean put(long[] into, long hash) {
        int at = start(into, hash);
        while (into[at] != 0) {
            if (into[at] == hash) {
                return false;
            }
            at = (at + 1) & (into.length - 1);
        }
        into[at] = hash;
        return true;
    }

    private static int start(long[] slots, long hash) {
        return (int) hash & (slots.length - 1);
    }

    private void grow() {
        long[] more = new long[slots.length * 2];
        for (long hash : slots) {
            if (hash != 0) {
                put(more, hash);
            }
        }
        slots = more;
    }
}
