package io.godwit.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tasks that run beside one another and are waited for. */
final class Together implements AutoCloseable {
    private static final int MOST = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            MOST, Thread.ofPlatform().daemon().name("explain-", 0).factory());
    private final List<CompletableFuture<Void>> tasks = new ArrayList<>();

    void start(Runnable task) {
        tasks.add(CompletableFuture.runAsync(task, threads));
    }

    /** Waits for all that were started; what one of them throws is thrown here. */
    void await() {
        try {
            CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        tasks.clear();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
