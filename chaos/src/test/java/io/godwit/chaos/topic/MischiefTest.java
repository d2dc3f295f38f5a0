package io.godwit.chaos.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class MischiefTest {
    private static final int RECORDS = 100_000;

    @Test
    void shouldDuplicateOneInAHundredAtOnce() {
        List<Long> again = new ArrayList<>();
        Mischief mischief = new Mischief(1, true, false);

        for (long offset = 0; offset < RECORDS; offset++) {
            List<ConsumerRecord<byte[], byte[]>> now = mischief.see(record(0, offset), 0);
            assertThat(now).hasSizeLessThan(2);
            now.forEach(record -> again.add(record.offset()));
        }

        assertThat(again).hasSizeBetween(RECORDS / 120, RECORDS / 80).doesNotHaveDuplicates();
    }

    @Test
    void shouldBringOneInAThousandSixtyOneSecondsLate() {
        Mischief mischief = new Mischief(1, true, false);
        for (long offset = 0; offset < RECORDS; offset++) {
            mischief.see(record(0, offset), offset);
        }

        List<ConsumerRecord<byte[], byte[]>> early = mischief.due(Mischief.LATE.toMillis() - 1);
        List<ConsumerRecord<byte[], byte[]>> late = mischief.due(Mischief.LATE.toMillis() + RECORDS);

        assertThat(early).isEmpty();
        assertThat(late).hasSizeBetween(RECORDS / 1_300, RECORDS / 700);
        assertThat(mischief.rest()).isEmpty();
    }

    @Test
    void shouldReorderWithinAWindowAndAPartition() {
        Mischief mischief = new Mischief(1, false, true);
        List<List<Long>> again = List.of(new ArrayList<>(), new ArrayList<>());

        for (long offset = 0; offset < RECORDS; offset++) {
            for (int partition = 0; partition < 2; partition++) {
                long now = offset;
                for (ConsumerRecord<byte[], byte[]> back : mischief.see(record(partition, offset), 0)) {
                    assertThat(back.partition()).isEqualTo(partition);
                    assertThat(now - back.offset()).isBetween(0L, (long) Mischief.WINDOW);
                    again.get(partition).add(back.offset());
                }
            }
        }

        assertThat(again).allSatisfy(offsets -> assertThat(offsets).hasSizeBetween(RECORDS / 25, RECORDS / 15));
        assertThat(again.get(0)).isNotEqualTo(again.get(0).stream().sorted().toList());
    }

    @Test
    void shouldCloseAWindowThatNothingFills() {
        Mischief mischief = new Mischief(1, false, true);
        for (long offset = 0; offset < 100; offset++) {
            mischief.see(record(0, offset), 0);
        }

        assertThat(mischief.due(Mischief.LONGEST_WINDOW.toMillis() - 1)).isEmpty();
        assertThat(mischief.due(Mischief.LONGEST_WINDOW.toMillis())).isNotEmpty();
        assertThat(mischief.rest()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
        return new ConsumerRecord<>("lane", partition, offset, new byte[] {1}, new byte[] {2});
    }
}
