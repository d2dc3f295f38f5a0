package io.godwit.replayer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestTest {
    private final AtomicLong now = new AtomicLong(7);
    private final Rest rest = new Rest(now::get);

    @Test
    void shouldLastAsLongAsTheWorkDid() {
        rest.began();
        pass(40);
        assertThat(rest.nanosLeft(false)).isEqualTo(ms(40));

        pass(30);
        assertThat(rest.nanosLeft(false)).isEqualTo(ms(10));
        pass(10);
        assertThat(rest.nanosLeft(false)).isZero();
        pass(1_000);
        assertThat(rest.nanosLeft(false)).isZero();
    }

    @Test
    void shouldNotEndBeforeTheWork() {
        rest.began();
        pass(5_000);

        assertThat(rest.nanosLeft(true)).isPositive();
    }

    @Test
    void shouldLastASecondAtMost() {
        rest.began();
        pass(5_000);
        assertThat(rest.nanosLeft(false)).isEqualTo(ms(1_000));
    }

    @Test
    void shouldNotBeNeededBeforeAnyWork() {
        assertThat(rest.nanosLeft(false)).isZero();
    }

    private void pass(long millis) {
        now.addAndGet(ms(millis));
    }

    private static long ms(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
