package io.godwit.projector.listing;

import io.godwit.projector.source.Page;
import io.godwit.search.SearchAnswer;
import io.godwit.search.SearchCluster;
import io.godwit.search.SearchPath;

/** Asks a cluster. */
final class HttpRangeSearch implements RangeSearch {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final SearchCluster cluster;
    private final String path;
    private final boolean withSource;

    HttpRangeSearch(SearchCluster cluster, ShardRange range, boolean withSource) {
        this.cluster = cluster;
        this.path = "/" + SearchPath.encode(range.index()) + "/_search?preference=_shards:" + range.shard();
        this.withSource = withSource;
    }

    @Override
    public Found search(long from, long end, int most) {
        String query = "{\"size\":" + most + ",\"sort\":[\"_doc\"],\"seq_no_primary_term\":true,\"_source\":"
                + withSource + ",\"query\":{\"range\":{\"_seq_no\":{\"gte\":" + from + ",\"lt\":" + end + "}}}}";
        SearchAnswer answer = cluster.post(path, query);
        if (most > 1 && isTooLarge(answer)) {
            return new TooLarge();
        }
        byte[] body = answer.orRefuse().body();
        Page page = Page.ofSearch(body);
        return new Documents(page.documents(), page.total(), body.length);
    }

    /** A circuit breaker, or an index that allows less than our page: fewer documents may do. */
    private static boolean isTooLarge(SearchAnswer answer) {
        return switch (answer.status()) {
            case TOO_LARGE -> true;
            case BAD_REQUEST -> answer.excerpt().contains("Result window is too large");
            case TOO_MANY, UNAVAILABLE -> answer.excerpt().contains("circuit_breaking_exception");
            default -> false;
        };
    }
}
