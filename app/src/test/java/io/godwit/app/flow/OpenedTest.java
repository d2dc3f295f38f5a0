package io.godwit.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Opened opened = new Opened();
    private final List<String> closed = new CopyOnWriteArrayList<>();

    @Test
    void shouldCloseWhatWasOpenedLastFirstWhateverFails() {
        opened.add(() -> closed.add("kafka"));
        opened.add(() -> {
            throw new IllegalStateException("broken");
        });
        opened.add(() -> closed.add("workflow"));

        opened.close();

        assertThat(closed).containsExactly("workflow", "kafka");
    }

    /** A signal's thread and the main thread. */
    @Test
    void shouldMakeTheSecondCallerWaitForTheFirst() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        opened.add(() -> closed.add("kafka"));
        opened.add(() -> {
            assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            closed.add("workflow");
        });
        Thread first = Thread.ofPlatform().start(() -> opened.close());
        await().atMost(PATIENCE).until(() -> first.getState() == Thread.State.TIMED_WAITING);
        Thread second = Thread.ofPlatform().start(() -> {
            opened.close();
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
