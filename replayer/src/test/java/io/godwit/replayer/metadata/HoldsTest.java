package io.godwit.replayer.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HoldsTest {
    private final Holds holds = new Holds();

    @Test
    void shouldWaitForWhatHasBegunHoweverItEnds() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        holds.add(first);
        holds.add(second);
        Thread waiting = Thread.startVirtualThread(holds::awaitEnded);

        first.completeExceptionally(new IllegalStateException("cut"));
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        holds.add(new CompletableFuture<>());
        second.complete("done");

        await().until(() -> !waiting.isAlive());
    }

    /** Whoever is closed must not take a collection away from under a request, nor wait for a slow target. */
    @Test
    void shouldGiveUpWhenItIsClosed() {
        holds.add(new CompletableFuture<>());
        holds.close();

        assertThatThrownBy(holds::awaitEnded).hasMessageContaining("closed while requests were under way");
    }

    @Test
    void shouldNotWaitForWhatHasEnded() {
        CompletableFuture<String> over = new CompletableFuture<>();
        holds.add(over);
        over.complete("done");

        holds.awaitEnded();

        assertThat(over).isCompleted();
    }
}
