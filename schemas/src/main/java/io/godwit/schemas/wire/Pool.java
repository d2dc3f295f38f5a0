package io.godwit.schemas.wire;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Keeps a few coders for whoever comes next. Not a thread-local: virtual threads come by the thousand and go. Never
 * blocks; when the slots are empty a new one is made, when they are full the one given back is forgotten.
 */
final class Pool<C> {
    private static final int SLOTS =
            Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors()) * 2;

    private final AtomicReferenceArray<C> slots = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<C> maker;

    Pool(Supplier<C> maker) {
        this.maker = maker;
    }

    C take() {
        int start = slot();
        for (int i = 0; i < SLOTS; i++) {
            int slot = (start + i) & (SLOTS - 1);
            if (slots.getPlain(slot) != null) {
                C taken = slots.getAndSet(slot, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return maker.get();
    }

    void giveBack(C coder) {
        int start = slot();
        for (int i = 0; i < SLOTS; i++) {
            if (slots.compareAndSet((start + i) & (SLOTS - 1), null, coder)) {
                return;
            }
        }
    }

    private static int slot() {
        return (int) Thread.currentThread().threadId() & (SLOTS - 1);
    }
}
