package io.godwit.capture.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartBufferTest {
    private record Part(int index, boolean last, byte[] body) {}

    private final List<Part> parts = new ArrayList<>();

    @Test
    void shouldCutBodiesIntoPartsOfBoundedSize() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int size : List.of(0, 1, 1_000, 524_287, 524_288, 524_289, 3_000_000)) {
            parts.clear();
            byte[] body = new byte[size];
            random.nextBytes(body);
            Budget budget = new Budget(Long.MAX_VALUE);
            PartBuffer buffer = new PartBuffer(budget, this::take);

            for (int from = 0; from < size; ) {
                int now = Math.min(size - from, 1 + random.nextInt(700_000));
                append(buffer, body, from, now);
                from += now;
            }
            buffer.end();

            assertThat(whole()).as("seed %d, size %d", seed, size).isEqualTo(body);
            assertThat(parts).allMatch(part -> part.body().length <= PartBuffer.MAX_PART_BYTES);
            assertThat(parts.getLast().last()).isTrue();
            assertThat(parts.stream().filter(Part::last)).hasSize(1);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(parts.get(i).index()).isEqualTo(i);
            }
            assertThat(budget.taken()).as("is the listener's to give back").isEqualTo(size);
        }
    }

    @Test
    void shouldKeepTheLastFullPartUntilTheEnd() {
        PartBuffer buffer = new PartBuffer(new Budget(Long.MAX_VALUE), this::take);
        append(buffer, new byte[PartBuffer.MAX_PART_BYTES], 0, PartBuffer.MAX_PART_BYTES);
        buffer.end();

        assertThat(parts).extracting(Part::last).containsExactly(true);
    }

    /** Else bytes that are only being collected could use up the room that everybody waits for. */
    @Test
    void shouldCollectNothingWithoutRoom() {
        Budget budget = new Budget(100);
        PartBuffer buffer = new PartBuffer(budget, this::take);

        append(buffer, new byte[150], 0, 150);

        assertThat(parts).extracting(part -> part.body().length).containsExactly(150);
        assertThat(budget.hasRoom()).isFalse();
        budget.give(150);
        append(buffer, new byte[50], 0, 50);
        assertThat(parts).hasSize(1);
        buffer.discard();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void shouldLeaveThePieceAsItIs() {
        PartBuffer buffer = new PartBuffer(new Budget(Long.MAX_VALUE), this::take);
        ByteBuf piece = Unpooled.wrappedBuffer(new byte[] {1, 2, 3});

        buffer.append(piece);
        piece.setByte(0, 9);
        buffer.end();

        assertThat(piece.readableBytes()).isEqualTo(3);
        assertThat(piece.refCnt()).isEqualTo(1);
        assertThat(whole()).containsExactly(1, 2, 3);
    }

    private static void append(PartBuffer buffer, byte[] body, int from, int length) {
        ByteBuf piece = Unpooled.wrappedBuffer(body, from, length);
        buffer.append(piece);
        piece.release();
    }

    private void take(int index, boolean last, ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        parts.add(new Part(index, last, bytes));
    }

    private byte[] whole() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(part -> whole.writeBytes(part.body()));
        return whole.toByteArray();
    }
}
