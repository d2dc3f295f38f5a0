package io.godwit.bench;

import io.godwit.search.SearchCluster;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** The target's own limit: ready bulk bodies of 5 MB, three at a time. */
final class RawBulk implements Contender {
    static final String NAME = "raw";

    private static final int IN_FLIGHT = 3;

    private final SearchCluster cluster;
    private final BenchDocuments documents;
    private final BenchIndex index;

    RawBulk(SearchCluster cluster, BenchDocuments documents, BenchIndex index) {
        this.cluster = cluster;
        this.documents = documents;
        this.index = index;
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
    }

    @Override
    public long run() {
        Deque<CompletableFuture<Void>> inFlight = new ArrayDeque<>();
        for (byte[] bulk : documents.bulks()) {
            if (inFlight.size() == IN_FLIGHT) {
                inFlight.removeFirst().join();
            }
            inFlight.add(cluster.sendAsync("POST", "/" + index.name() + "/_bulk", bulk, SearchCluster.NDJSON)
                    .thenAccept(answer -> answer.orRefuse()));
        }
        inFlight.forEach(CompletableFuture::join);
        return index.count();
    }
}
