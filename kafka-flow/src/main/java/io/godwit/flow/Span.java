package io.godwit.flow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The records of one poll of one partition, in order of offset, and which of them are finished. Records are finished by
 * any thread, without a lock; everything else is for the polling thread.
 */
final class Span {
    private static final VarHandle MARK = MethodHandles.arrayElementVarHandle(byte[].class);
    private static final byte OPEN = 0;
    private static final byte FINISHED = 1;

    private final long[] offsets;
    private final byte[] marks;
    private long next;
    private int head;

    /**
     * @param offsets of the records, rising, maybe with holes
     * @param next where reading goes on after them
     */
    Span(long[] offsets, long next) {
        this.offsets = offsets;
        this.marks = new byte[offsets.length];
        this.next = next;
    }

    /** Marks one record finished; false when it was already. */
    boolean finish(int index) {
        return MARK.compareAndSet(marks, index, OPEN, FINISHED);
    }

    boolean isFinished() {
        while (head < marks.length && (byte) MARK.getVolatile(marks, head) == FINISHED) {
            head++;
        }
        return head == marks.length;
    }

    /** Everything below this offset is finished. */
    long finishedTo() {
        return isFinished() ? next : offsets[head];
    }

    /** Reading has moved on without a record. */
    void extendTo(long further) {
        next = further;
    }

    int size() {
        return offsets.length;
    }
}
