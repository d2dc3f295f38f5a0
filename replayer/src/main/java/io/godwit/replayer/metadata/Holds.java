package io.godwit.replayer.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Requests that rely on what stands at the target: it is not taken away before they have ended. Thread-safe. */
final class Holds implements AutoCloseable {
    private final List<CompletableFuture<?>> open = new ArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** What the caller finds after this stays until the request has ended. */
    void add(CompletableFuture<?> request) {
        synchronized (this) {
            open.add(request);
        }
        var _ = request.whenComplete((_, _) -> removeEnded());
    }

    /**
     * Waits for the requests that were added before; blocks as long as they take. What was made known before this call is
     * found by all that are added later, so these need not be waited for. When this is closed instead, a
     * {@link CompletionException}.
     */
    void awaitEnded() {
        CompletableFuture<?>[] now;
        synchronized (this) {
            now = open.toArray(CompletableFuture[]::new);
        }
        CompletableFuture<Boolean> ended = CompletableFuture.allOf(now).handle((_, _) -> true);
        CompletableFuture.anyOf(ended, closed).join();
    }

    @Override
    public void close() {
        closed.completeExceptionally(new IllegalStateException("closed while requests were under way"));
    }

    private synchronized void removeEnded() {
        open.removeIf(CompletableFuture::isDone);
    }
}
