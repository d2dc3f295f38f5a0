package io.godwit.replayer.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = 1;
    private final Throttle throttle = new Throttle(8, () -> now);

    @Test
    void shouldNotHoldAnythingWithoutALimit() {
        throttle.limit(0);
        throttle.spend(Long.MAX_VALUE / 2);

        assertThat(throttle.nanosUntilFree()).isZero();
        assertThat(throttle.largestRequest(5_000_000)).isEqualTo(5_000_000);
    }

    @Test
    void shouldMakeOthersWaitForWhatEditsTook() {
        throttle.spend(3_000_000);

        assertThat(throttle.nanosUntilFree()).isBetween(2 * SECOND, 3 * SECOND + SECOND / 100);
        now += 3 * SECOND + SECOND / 100;
        assertThat(throttle.nanosUntilFree()).isZero();
    }

    @Test
    void shouldWorkByTheNewLimitAtOnce() {
        throttle.spend(10_000_000);
        throttle.limit(80);

        assertThat(throttle.nanosUntilFree()).isLessThan(SECOND + SECOND / 100);
    }

    @Test
    void shouldGiveBackWhatWasNotNeeded() {
        throttle.spend(2_000_000);
        throttle.spend(-2_000_000);
        now += SECOND / 100;

        assertThat(throttle.nanosUntilFree()).isZero();
    }

    /** Never more than 1.05 times the limit and one record in any second, nor two percent too little in a minute. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 8, 100, 500})
    void shouldKeepTheLimitInEveryWindow(double mbps) {
        throttle.limit(mbps);
        double perSecond = mbps * 1e6 / 8;
        Random random = new Random(20_261_121);
        Deque<long[]> window = new ArrayDeque<>();
        long inWindow = 0;
        long total = 0;
        long start = now;
        int record = (int) Math.min(1_000_000, perSecond / 4) + 1;
        while (now - start < 60 * SECOND) {
            long wait = throttle.nanosUntilFree();
            if (wait > 0) {
                now += wait;
                continue;
            }
            int size = 1 + random.nextInt(Math.min(record, throttle.largestRequest(5_000_000)));
            throttle.spend(size);
            window.add(new long[] {now, size});
            inWindow += size;
            total += size;
            while (now - window.element()[0] > SECOND) {
                inWindow -= window.remove()[1];
            }
            assertThat(inWindow).isLessThanOrEqualTo((long) (perSecond * 1.05) + record + 1);
        }
        assertThat((double) total).isBetween(perSecond * 60 * 0.95, perSecond * 60 * 1.02 + record);
    }
}
