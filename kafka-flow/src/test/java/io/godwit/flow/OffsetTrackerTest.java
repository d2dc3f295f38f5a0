package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTrackerTest {
    @Test
    void shouldKnowNothingBeforeTheFirstRecord() {
        assertThat(new OffsetTracker(OffsetTracker.UNKNOWN).finishedTo()).isEqualTo(OffsetTracker.UNKNOWN);
    }

    @Test
    void shouldStayAtTheOldestUnfinishedRecord() {
        OffsetTracker tracker = new OffsetTracker(10);
        Span span = tracker.track(new long[] {10, 11, 15}, 16);

        span.finish(0);
        span.finish(2);

        assertThat(tracker.finishedTo()).isEqualTo(11);
        assertThat(tracker.width()).isEqualTo(3);
    }

    @Test
    void shouldPassHolesAndMarkersOnceAllBeforeThemIsFinished() {
        OffsetTracker tracker = new OffsetTracker(0);
        Span span = tracker.track(new long[] {0}, 1);
        tracker.moveTo(5);
        assertThat(tracker.finishedTo()).isZero();

        span.finish(0);

        assertThat(tracker.finishedTo()).isEqualTo(5);
        tracker.moveTo(8);
        assertThat(tracker.finishedTo()).isEqualTo(8);
        assertThat(tracker.width()).isZero();
    }

    @Test
    void shouldFinishARecordOnce() {
        Span span = new OffsetTracker(0).track(new long[] {0}, 1);

        assertThat(span.finish(0)).isTrue();
        assertThat(span.finish(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldAgreeWithANaiveModel(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            compare(random);
        }
    }

    private static void compare(Random random) {
        long start = random.nextInt(5);
        OffsetTracker tracker = new OffsetTracker(start);
        NaiveOffsets naive = new NaiveOffsets(start);
        List<Handed> open = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            switch (random.nextInt(5)) {
                case 0 -> poll(random, tracker, naive, open);
                case 1 -> {
                    long next = naive.position + random.nextInt(3);
                    tracker.moveTo(next);
                    naive.position = next;
                }
                default -> {
                    if (!open.isEmpty()) {
                        Handed handed = open.remove(random.nextInt(open.size()));
                        assertThat(handed.span.finish(handed.index)).isTrue();
                        naive.finished.put(handed.offset, true);
                    }
                }
            }
            assertThat(tracker.finishedTo()).isEqualTo(naive.finishedTo());
        }
        open.forEach(handed -> handed.span.finish(handed.index));
        assertThat(tracker.finishedTo()).isEqualTo(naive.position);
        assertThat(tracker.width()).isZero();
    }

    private static void poll(Random random, OffsetTracker tracker, NaiveOffsets naive, List<Handed> open) {
        long[] offsets = new long[1 + random.nextInt(6)];
        long at = naive.position;
        for (int i = 0; i < offsets.length; i++) {
            at += random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
            offsets[i] = at++;
            naive.finished.put(offsets[i], false);
        }
        naive.position = at + random.nextInt(2);
        Span span = tracker.track(offsets, naive.position);
        for (int i = 0; i < offsets.length; i++) {
            open.add(new Handed(span, i, offsets[i]));
        }
    }

    @Test
    void shouldCountEveryRecordOnceWhateverThreadsFinishIt() throws Exception {
        int records = 20_000;
        long[] offsets = new long[records];
        for (int i = 0; i < records; i++) {
            offsets[i] = i;
        }
        OffsetTracker tracker = new OffsetTracker(0);
        Span span = tracker.track(offsets, records);
        Callable<Integer> finishAll = () -> {
            int first = 0;
            for (int i = 0; i < records; i++) {
                first += span.finish(i) ? 1 : 0;
            }
            return first;
        };
        int total = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> one : threads.invokeAll(List.of(finishAll, finishAll, finishAll, finishAll))) {
                total += one.get();
            }
        }

        assertThat(total).isEqualTo(records);
        assertThat(tracker.finishedTo()).isEqualTo(records);
    }

    private record Handed(Span span, int index, long offset) {}

    /** Remembers every record for ever and looks through all of them each time. */
    private static final class NaiveOffsets {
        final TreeMap<Long, Boolean> finished = new TreeMap<>();
        long position;

        NaiveOffsets(long start) {
            position = start;
        }

        long finishedTo() {
            return finished.entrySet().stream()
                    .filter(entry -> !entry.getValue())
                    .mapToLong(java.util.Map.Entry::getKey)
                    .findFirst()
                    .orElse(position);
        }
    }
}
