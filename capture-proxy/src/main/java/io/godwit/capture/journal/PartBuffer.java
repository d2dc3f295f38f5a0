package io.godwit.capture.journal;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects the bytes of one body into parts. Used by one thread. */
final class PartBuffer {
    static final int MAX_PART_BYTES = 512 << 10;

    private static final int FIRST_BYTES = 1 << 10;

    private final Budget budget;
    private final Listener listener;
    private byte[] bytes = new byte[0];
    private int length;
    private int nextIndex;

    /** Takes the parts; the bytes of a part stay taken from the budget and are the listener's to give back. */
    @FunctionalInterface
    interface Listener {
        void part(int index, boolean last, ByteBuffer body);
    }

    PartBuffer(Budget budget, Listener listener) {
        this.budget = budget;
        this.listener = listener;
    }

    /** Copies the readable bytes, leaving the buffer's indices alone. Without room nothing is collected for long. */
    void append(ByteBuf piece) {
        int from = piece.readerIndex();
        int left = piece.readableBytes();
        budget.take(left);
        while (left > 0) {
            int now = Math.min(left, MAX_PART_BYTES - length);
            grow(length + now);
            piece.getBytes(from, bytes, length, now);
            length += now;
            from += now;
            left -= now;
            if (length == MAX_PART_BYTES && left > 0) {
                emit(false);
            }
        }
        if (length > 0 && !budget.hasRoom()) {
            emit(false);
        }
    }

    /** Emits what is left, even if that is nothing, as the last part. */
    void end() {
        emit(true);
    }

    /** Throws away what is collected. */
    void discard() {
        budget.give(length);
        length = 0;
    }

    private void emit(boolean last) {
        ByteBuffer body = ByteBuffer.wrap(bytes, 0, length);
        bytes = new byte[0];
        length = 0;
        listener.part(nextIndex++, last, body);
    }

    private void grow(int needed) {
        if (needed > bytes.length) {
            int roomy = Math.max(FIRST_BYTES, Math.max(needed, bytes.length * 2));
            bytes = Arrays.copyOf(bytes, Math.min(roomy, MAX_PART_BYTES));
        }
    }
}
