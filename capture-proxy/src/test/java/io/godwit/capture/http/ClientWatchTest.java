package io.godwit.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientWatchTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final HttpTimeouts TIMEOUTS =
            new HttpTimeouts(LONG, Duration.ofMinutes(10), Duration.ofMinutes(30), LONG, LONG, LONG, LONG);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicInteger silent = new AtomicInteger();
    private final ClientWatch watch = new ClientWatch(channel.eventLoop(), TIMEOUTS, silent::incrementAndGet, () -> {});

    /** The next piece comes in time, each time. */
    @Test
    void shouldEndARequestThatTricklesInForTooLong() {
        channel.freezeTime();
        long began = channel.eventLoop().ticker().nanoTime();
        for (int minutes = 0; minutes < 30; minutes += 5) {
            watch.awaitBody(began);
            pass(Duration.ofMinutes(5).minusMillis(1));
            assertThat(silent).as("after " + minutes + " minutes").hasValue(0);
        }
        watch.awaitBody(began);
        pass(Duration.ofSeconds(1));
        assertThat(silent).hasValue(1);
    }

    @Test
    void shouldNotWaitLongerForAClientThatGoesOnSendingWhenItsConnectionIsBeingClosed() {
        channel.freezeTime();
        watch.awaitClose();
        pass(Duration.ofMillis(900));
        watch.awaitClose();
        pass(Duration.ofMillis(200));
        assertThat(silent).hasValue(1);
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }
}
