package io.godwit.projector.listing;

import io.godwit.projector.source.Page;
import io.godwit.projector.source.Patience;
import io.godwit.projector.source.StoredDocument;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;
import java.util.List;

/**
 * Reads the documents of one shard in ranges of {@code _seq_no}. Nothing is kept open at the cluster, so it can stop and
 * go on anywhere. A document that is written while it runs gets a higher number: it is found again above, or is a
 * captured write. The index must have been refreshed after the bound was read.
 */
public final class ShardListing {
    private static final int TOO_LARGE = 413;

    private final SearchCluster cluster;
    private final String path;
    private final boolean withSource;
    private final Patience patience;
    private final Window window = new Window();
    private final long bound;
    private long next;

    /**
     * @param from first sequence number wanted
     * @param bound first one not wanted
     * @param withSource false for ids only
     */
    public ShardListing(
            SearchCluster cluster,
            String index,
            int shard,
            long from,
            long bound,
            boolean withSource,
            Patience patience) {
        this.cluster = cluster;
        this.path = "/" + SearchPath.encode(index) + "/_search?preference=_shards:" + shard;
        this.next = from;
        this.bound = bound;
        this.withSource = withSource;
        this.patience = patience;
    }

    /** Every document below this has been returned. */
    public long next() {
        return next;
    }

    public boolean finished() {
        return next >= bound;
    }

    /** The documents of the next range: possibly none. Blocks. */
    public List<StoredDocument> read() {
        while (true) {
            long end = Math.min(bound, next + window.width());
            Range range = patience.ask("listing " + path, () -> search(end));
            if (range.tooLarge()) {
                window.tooLarge();
            } else if (range.page().total() > range.page().documents().size()) {
                window.overfull();
            } else {
                window.held(range.page().documents().size(), range.bytes());
                next = end;
                return range.page().documents();
            }
        }
    }

    private record Range(Page page, int bytes, boolean tooLarge) {}

    private Range search(long end) {
        String query = "{\"size\":" + window.documents()
                + ",\"sort\":[\"_doc\"],\"seq_no_primary_term\":true,\"_source\":" + withSource
                + ",\"query\":{\"range\":{\"_seq_no\":{\"gte\":" + next + ",\"lt\":" + end + "}}}}";
        SearchAnswer answer = cluster.post(path, query);
        if (answer.status() == TOO_LARGE) {
            return new Range(new Page(List.of(), 0), 0, true);
        }
        byte[] body = answer.orRefuse().body();
        return new Range(Page.ofSearch(body), body.length, false);
    }
}
