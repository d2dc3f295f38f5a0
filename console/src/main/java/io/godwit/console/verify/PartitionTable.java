package io.godwit.console.verify;

import io.godwit.console.verify.Difference.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares one partition of a collection: the truth's entries lie in memory, the copy's come by. For one thread, used
 * once.
 */
final class PartitionTable {
    private final String collection;
    private final Judgement judgement;
    private final DoubtSink doubts;
    private final EntryBytes.Cursor probe;
    private final int[] slots;
    private final BitSet matched = new BitSet();
    private final List<Entry> unmatched = new ArrayList<>();
    private long count;

    /** Takes what seems to differ. */
    @FunctionalInterface
    interface DoubtSink {
        void accept(Entry entry, Kind kind);
    }

    PartitionTable(String collection, Judgement judgement, EntryBytes truth, long entries, DoubtSink doubts) {
        this.collection = collection;
        this.judgement = judgement;
        this.doubts = doubts;
        this.probe = truth.cursor();
        this.slots = new int[Integer.highestOneBit((int) Math.max(8, entries)) * 4];
        EntryBytes.Cursor cursor = truth.cursor();
        while (cursor.hasNext()) {
            int position = cursor.position();
            insert(position, cursor.next());
        }
    }

    /** How many entries of the truth there are. */
    long count() {
        return count;
    }

    /** Compares one entry of the copy. */
    void compare(Entry copy) {
        int slot = slotOf(copy.id(), copy.routing());
        if (slots[slot] == 0) {
            unmatched.add(copy);
            return;
        }
        if (matched.get(slot)) {
            throw twice(Party.COPY, copy);
        }
        matched.set(slot);
        Entry expected = at(slot);
        judgement.of(expected, copy).ifPresent(kind -> doubts.accept(expected, kind));
    }

    /** What is left when all entries of the copy came by: missing, extra, and ids that are routed otherwise. */
    void finish() {
        BitSet otherwise = new BitSet();
        for (Entry copy : unmatched) {
            unmatchedSlotOf(copy.id(), otherwise).ifPresent(otherwise::set);
            doubts.accept(copy, Kind.EXTRA);
        }
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != 0 && !matched.get(slot)) {
                doubts.accept(at(slot), otherwise.get(slot) ? Kind.ROUTING : Kind.MISSING);
            }
        }
    }

    private void insert(int position, Entry entry) {
        int slot = slotOf(entry.id(), entry.routing());
        if (slots[slot] != 0) {
            throw twice(Party.TRUTH, entry);
        }
        slots[slot] = position + 1;
        count++;
    }

    /** Where it is, or the free slot where it would be. Entries of one id follow each other. */
    private int slotOf(byte[] id, byte @Nullable [] routing) {
        int slot = firstSlot(id);
        while (slots[slot] != 0) {
            Entry there = at(slot);
            if (Arrays.equals(there.id(), id) && there.routedBy(routing)) {
                return slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private Optional<Integer> unmatchedSlotOf(byte[] id, BitSet taken) {
        for (int slot = firstSlot(id); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if (!matched.get(slot) && !taken.get(slot) && Arrays.equals(at(slot).id(), id)) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    private int firstSlot(byte[] id) {
        return (int) Hash.spread(Arrays.hashCode(id)) & slots.length - 1;
    }

    private Entry at(int slot) {
        probe.seek(slots[slot] - 1);
        return probe.next();
    }

    private ReadFailedException twice(Party party, Entry entry) {
        return new ReadFailedException("the " + party.text() + " lists " + collection + "/"
                + new String(entry.id(), StandardCharsets.UTF_8) + " twice");
    }
}
