package io.godwit.bench.edits;

import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that edits existing documents, whole documents and partial updates in turn. The schedule is fixed when it
 * begins: an edit is sent when it is due, whatever became of those before it, so that a standstill is measured by all
 * edits that fall into it and not by one.
 */
public final class EditLoad implements AutoCloseable {
    /** Neighbours on the schedule are far apart in the index. */
    private static final long STRIDE = 7919;
    /** Markers grow over all loads of this process: a document may be edited again by a later one. */
    private static final AtomicLong MARKERS = new AtomicLong();

    private final EditSettings settings;
    private final SearchCluster proxy;
    private final TargetWatch watch;
    private final List<CompletableFuture<?>> writes = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopping;

    private EditLoad(EditSettings settings) {
        this.settings = settings;
        this.proxy = SearchCluster.at(settings.proxy(), EditSettings.PATIENCE);
        this.watch = TargetWatch.start(settings.target(), settings.index());
        this.thread = Thread.ofPlatform().name("edits").unstarted(this::write);
    }

    /** Begins at once. */
    public static EditLoad start(EditSettings settings) {
        EditLoad load = new EditLoad(settings);
        load.thread.start();
        return load;
    }

    /**
     * Sends nothing more, and waits until all that was acknowledged is seen at the target.
     *
     * @param patience what is not seen by then never was
     * @throws IllegalStateException when a client got something else than success
     */
    public List<Sighting> finish(Duration patience) throws InterruptedException {
        stopping = true;
        thread.join();
        awaitAnswers();
        return watch.finish(patience);
    }

    private void awaitAnswers() {
        try {
            CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("an edit did not succeed: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        stopping = true;
        watch.close();
        proxy.close();
    }

    private void write() {
        long pause = 1_000_000_000L / settings.perSecond();
        long due = System.nanoTime();
        while (!stopping) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            writes.add(send(MARKERS.incrementAndGet(), due));
            due += pause;
        }
    }

    private CompletableFuture<?> send(long marker, long due) {
        int number = (int) (marker * STRIDE % settings.documents());
        String id = "doc-" + number;
        boolean partial = marker % 2 == 0;
        String body = partial
                ? "{\"doc\":{\"marker\":" + marker + "}}"
                : marked(settings.body().apply(number), marker);
        return proxy.sendAsync(
                        partial ? "POST" : "PUT",
                        partial ? updatePath(id) : "/" + settings.index() + "/_doc/" + id,
                        body.getBytes(StandardCharsets.UTF_8),
                        SearchCluster.JSON)
                .thenApply(SearchAnswer::orRefuse)
                .thenAccept(_ -> watch.await(new Edit(id, marker, partial, due, System.nanoTime())));
    }

    private String updatePath(String id) {
        return "/" + settings.index() + (settings.typed() ? "/_doc/" + id + "/_update" : "/_update/" + id);
    }

    private static String marked(String body, long marker) {
        return "{\"marker\":" + marker + "," + body.substring(1);
    }
}
