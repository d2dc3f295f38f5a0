package io.godwit.bench;

import io.godwit.search.SearchCluster;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The target's own limit: ready bulk bodies of 5 MB, three at a time. */
final class RawBulk implements Contender {
    static final String NAME = "raw";

    private static final int IN_FLIGHT = 3;

    private final SearchCluster cluster;
    private final BenchIndex index;
    private final int documents;
    /** They fill a quarter of the heap: here only from {@link #prepare} until {@link #run} is over. */
    private @Nullable BenchDocuments ready;

    RawBulk(SearchCluster cluster, BenchIndex index, int documents) {
        this.cluster = cluster;
        this.index = index;
        this.documents = documents;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "the target's _bulk limit, bodies ready, 3 x 5 MB in flight";
    }

    @Override
    public void prepare() {
        index.remake();
        ready = new BenchDocuments(documents, 1, index.typed());
    }

    /** Bytes of all documents that have been made ready. */
    long bytesReady() {
        return requireReady().bytes();
    }

    @Override
    public long run() {
        send(requireReady().bulks());
        ready = null;
        return index.count();
    }

    private void send(List<byte[]> bulks) {
        Deque<CompletableFuture<Void>> inFlight = new ArrayDeque<>();
        for (byte[] bulk : bulks) {
            if (inFlight.size() == IN_FLIGHT) {
                inFlight.removeFirst().join();
            }
            inFlight.add(cluster.sendAsync("POST", "/" + index.name() + "/_bulk", bulk, SearchCluster.NDJSON)
                    .thenAccept(answer -> answer.orRefuse()));
        }
        inFlight.forEach(CompletableFuture::join);
    }

    private BenchDocuments requireReady() {
        return Objects.requireNonNull(ready, "prepare() comes first");
    }
}
