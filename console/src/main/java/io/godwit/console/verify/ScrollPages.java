package io.godwit.console.verify;

import io.godwit.console.verify.PageReader.Page;

/** Pages of one scroll, for servers without points in time. */
final class ScrollPages implements Pages {
    private static final String KEEP_ALIVE = "5m";

    private final Contexts contexts;
    private final SearchPages search;
    private final Slice slice;
    private final int size;
    private boolean first = true;

    ScrollPages(Contexts contexts, SearchPages search, Slice slice, int size) {
        this.contexts = contexts;
        this.search = search;
        this.slice = slice;
        this.size = size;
    }

    @Override
    public Page next() {
        if (first) {
            first = false;
            return search.post(
                    search.path() + "/_search?scroll=" + KEEP_ALIVE + "&allow_partial_search_results=false",
                    """
                    {"size":%d,%s"sort":["_doc"],"track_total_hits":true,"version":true,"seq_no_primary_term":true}""".formatted(size, slice.json()));
        }
        return search.post("/_search/scroll", "{\"scroll\":\"" + KEEP_ALIVE + "\",\"scroll_id\":\"" + scroll() + "\"}");
    }

    @Override
    public void close() {
        String open = search.context();
        if (open != null) {
            contexts.close(new Contexts.Scroll(open));
        }
    }

    private String scroll() {
        String open = search.context();
        if (open == null) {
            throw new ReadFailedException(search.collection() + ": the answer to a scroll did not name it");
        }
        return open;
    }
}
