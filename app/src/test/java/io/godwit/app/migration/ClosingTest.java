package io.godwit.app.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();

    @Test
    void shouldCloseWhatWasOpenedLastFirstWhateverFails() {
        opened.push(() -> closed.add("kafka"));
        opened.push(() -> {
            throw new IllegalStateException("broken");
        });
        opened.push(() -> closed.add("workflow"));

        Closing.all(opened);

        assertThat(closed).containsExactly("workflow", "kafka");
    }

    /** A signal's thread and the main thread. */
    @Test
    void shouldMakeTheSecondCallerWaitForTheFirst() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        opened.push(() -> closed.add("kafka"));
        opened.push(() -> {
            assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            closed.add("workflow");
        });
        Thread first = Thread.ofPlatform().start(() -> Closing.all(opened));
        await().atMost(PATIENCE).until(() -> first.getState() == Thread.State.TIMED_WAITING);
        Thread second = Thread.ofPlatform().start(() -> {
            Closing.all(opened);
            closed.add("second caller returned");
        });
        await().atMost(PATIENCE)
                .until(() -> second.getState() == Thread.State.BLOCKED || second.getState() == Thread.State.TERMINATED);

        goOn.countDown();
        first.join(PATIENCE);
        second.join(PATIENCE);

        assertThat(closed).containsExactly("workflow", "kafka", "second caller returned");
    }
}
