package io.godwit.capture.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One future for a growing number of records: fails with the first of them, completes when closed and all are there. */
@SuppressWarnings("FutureReturnValueIgnored") // each future is looked at by its own callback
final class Acknowledgements {
    private final CompletableFuture<Void> all = new CompletableFuture<>();
    /** Records not yet acknowledged, and one more until closed. */
    private final AtomicInteger open = new AtomicInteger(1);

    void add(CompletableFuture<Void> record) {
        open.incrementAndGet();
        record.whenComplete((done, failure) -> settle(failure));
    }

    void close() {
        settle(null);
    }

    CompletableFuture<Void> all() {
        return all;
    }

    private void settle(@Nullable Throwable failure) {
        if (failure != null) {
            all.completeExceptionally(failure);
        } else if (open.decrementAndGet() == 0) {
            all.complete(null);
        }
    }
}
