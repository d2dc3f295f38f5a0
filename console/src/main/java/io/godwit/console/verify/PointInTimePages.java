package io.godwit.console.verify;

import io.godwit.console.verify.PageReader.Page;
import org.jspecify.annotations.Nullable;

/**
 * Pages of one point in time. Ordered by place in the shard, which is fastest and names each document of a slice once
 * because a slice never spans two shards.
 */
final class PointInTimePages implements Pages {
    private static final String KEEP_ALIVE = "5m";

    private final Contexts contexts;
    private final SearchPages search;
    private final Slice slice;
    private final int size;
    private final String pointInTime;
    private @Nullable String after;
    private boolean first = true;

    PointInTimePages(Contexts contexts, SearchPages search, Slice slice, int size) {
        this.contexts = contexts;
        this.search = search;
        this.slice = slice;
        this.size = size;
        this.pointInTime = contexts.openPointInTime(search.collection(), KEEP_ALIVE);
    }

    @Override
    public Page next() {
        Page page = search.post("/_search?allow_partial_search_results=false", """
            {"size":%d,"pit":{"id":"%s","keep_alive":"%s"},%s"sort":["_doc"],%s"track_total_hits":%b,
            "version":true,"seq_no_primary_term":true}""".formatted(
                        size, pointInTime, KEEP_ALIVE, slice.json(), searchAfter(), first));
        first = false;
        after = page.lastSort();
        return page;
    }

    @Override
    public void close() {
        contexts.close(new Contexts.PointInTime(pointInTime));
    }

    private String searchAfter() {
        if (first) {
            return "";
        }
        if (after == null) {
            throw new ReadFailedException(search.collection() + ": a page told no sort value to go on from");
        }
        return "\"search_after\":[" + after + "],";
    }
}
