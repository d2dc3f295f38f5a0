package io.godwit.replayer.tombstone;

import io.godwit.schemas.Revision;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The newest known removal of each record, in memory. Within a generation the highest revision counts, in whatever order
 * removals come to be known; of two generations the one that came last. About 250 bytes each.
 */
final class Removals {
    private final Map<String, Tombstones.Remembered> byRecord = new ConcurrentHashMap<>();

    /** Returns what is known of the record after this. */
    Tombstones.Remembered add(String record, Tombstones.Remembered removal) {
        Tombstones.Remembered known = byRecord.merge(record, removal, Removals::newer);
        return known == null ? removal : known;
    }

    /** Whether a Put of this revision is older than a removal of its record in the same generation. */
    boolean refuses(String record, long revision, String generation) {
        Tombstones.Remembered removal = byRecord.get(record);
        return removal != null
                && removal.revision() > revision
                && removal.generation().equals(generation);
    }

    int size() {
        return byRecord.size();
    }

    void forEach(int epoch, BiConsumer<String, Tombstones.Remembered> consumer) {
        byRecord.forEach((record, removal) -> {
            if (new Revision(removal.revision()).epoch() == epoch) {
                consumer.accept(record, removal);
            }
        });
    }

    private static Tombstones.Remembered newer(Tombstones.Remembered old, Tombstones.Remembered now) {
        boolean replaces = !old.generation().equals(now.generation()) || now.revision() > old.revision();
        return replaces ? now : old;
    }
}
