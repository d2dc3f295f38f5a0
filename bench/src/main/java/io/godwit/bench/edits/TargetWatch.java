package io.godwit.bench.edits;

import io.godwit.search.SearchCluster;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks the target every two milliseconds for edits that are not there yet, with one realtime multi-get on a connection of
 * its own: for all of them, or, when more are late, for those 64 that have waited longest without being asked for. So the
 * load of asking stays the same however many are late. What is found counts as seen when the
 * answer is here, so that the time of asking is part of what is measured.
 */
final class TargetWatch implements AutoCloseable {
    private static final long ROUND = 2_000_000;
    private static final int AT_ONCE = 64;

    private final SearchCluster target;
    private final String path;
    private final BlockingQueue<Edit> acknowledged = new LinkedBlockingQueue<>();
    private final Deque<Edit> waiting = new ArrayDeque<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("target-watch").unstarted(this::watch);
    private volatile long deadline = Long.MAX_VALUE;
    private volatile boolean finishing;
    private volatile @Nullable RuntimeException failure;

    private TargetWatch(URI target, String index) {
        this.target = SearchCluster.at(target, EditSettings.PATIENCE);
        this.path = "/" + index + "/_mget?_source_includes=marker";
    }

    static TargetWatch start(URI target, String index) {
        TargetWatch watch = new TargetWatch(target, index);
        watch.thread.start();
        return watch;
    }

    void await(Edit edit) {
        acknowledged.add(edit);
    }

    /** Call when no edit can come any more. */
    List<Sighting> finish(Duration patience) throws InterruptedException {
        deadline = System.nanoTime() + patience.toNanos();
        finishing = true;
        thread.join();
        RuntimeException failed = failure;
        if (failed != null) {
            throw new IllegalStateException("the target could not be watched: " + failed.getMessage(), failed);
        }
        waiting.forEach(edit -> sightings.add(Sighting.never(edit)));
        return List.copyOf(sightings);
    }

    @Override
    public void close() {
        thread.interrupt();
        target.close();
    }

    private void watch() {
        try {
            while (!over()) {
                long began = System.nanoTime();
                acknowledged.drainTo(waiting);
                if (!waiting.isEmpty()) {
                    look();
                    LockSupport.parkNanos(began + ROUND - System.nanoTime());
                } else {
                    awaitFirst();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private boolean over() {
        return Thread.currentThread().isInterrupted()
                || (finishing && acknowledged.isEmpty() && (waiting.isEmpty() || System.nanoTime() > deadline));
    }

    private void awaitFirst() throws InterruptedException {
        Edit first = acknowledged.poll(10, TimeUnit.MILLISECONDS);
        if (first != null) {
            waiting.add(first);
        }
    }

    /** Those that have waited longest without being asked for come first. */
    private void look() {
        List<Edit> asked = new ArrayList<>();
        while (asked.size() < AT_ONCE && !waiting.isEmpty()) {
            asked.add(waiting.removeFirst());
        }
        String ids = String.join("\",\"", asked.stream().map(Edit::id).toList());
        JsonNode found = target.post(path, "{\"ids\":[\"" + ids + "\"]}")
                .orRefuse()
                .json()
                .path("docs");
        long now = System.nanoTime();
        for (int n = 0; n < asked.size(); n++) {
            Edit edit = asked.get(n);
            if (found.path(n).path("_source").path("marker").asLong(-1) >= edit.marker()) {
                sightings.add(Sighting.of(edit, now));
            } else {
                waiting.addLast(edit);
            }
        }
    }
}
