package io.godwit.console.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** Tasks that are all to be done; the first that fails ends the wait for the others. For one thread. */
final class FirstFailure {
    private final List<CompletableFuture<Void>> tasks = new ArrayList<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    void add(Runnable task, Executor executor) {
        tasks.add(CompletableFuture.runAsync(
                () -> {
                    try {
                        task.run();
                    } catch (Throwable e) {
                        failure.completeExceptionally(e);
                        throw e;
                    }
                },
                executor));
    }

    /** Returns when all are done, or throws what the first failed one threw. */
    void await() throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, failure).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
