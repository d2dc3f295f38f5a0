package io.godwit.projector.listing;

import io.godwit.projector.source.Patience;
import io.godwit.projector.source.StoredDocument;
import io.godwit.search.SearchCluster;
import java.util.List;

/**
 * Reads the documents of one shard in ranges of {@code _seq_no}. Nothing is kept open at the cluster, so it can stop and
 * go on anywhere. A document that is written while it runs gets a higher number: it is found again above, or is a
 * captured write. The index must have been refreshed after the bound was read. Not thread-safe.
 */
public final class ShardListing {
    private final RangeSearch search;
    private final ShardRange range;
    private final Patience patience;
    private final Window window;
    private long next;
    private long bytes;

    ShardListing(RangeSearch search, ShardRange range, Patience patience) {
        this.search = search;
        this.range = range;
        this.patience = patience;
        this.window = new Window("shard " + range.shard() + " of " + range.index());
        this.next = range.from();
    }

    /** Whole documents. */
    public static ShardListing documents(SearchCluster cluster, ShardRange range, Patience patience) {
        return new ShardListing(new HttpRangeSearch(cluster, range, true), range, patience);
    }

    /** Ids and routing only. */
    public static ShardListing ids(SearchCluster cluster, ShardRange range, Patience patience) {
        return new ShardListing(new HttpRangeSearch(cluster, range, false), range, patience);
    }

    /** Every document below this has been returned. */
    public long next() {
        return next;
    }

    /** Of the last answer. */
    public long bytes() {
        return bytes;
    }

    public boolean finished() {
        return next >= range.bound();
    }

    /** The documents of the next range: possibly none. Blocks. */
    public List<StoredDocument> read() {
        while (true) {
            long end = Math.min(range.bound(), next + window.width());
            RangeSearch.Found found = patience.ask(
                    "documents of shard " + range.shard() + " of " + range.index(),
                    () -> search.search(next, end, window.documents()));
            switch (found) {
                case RangeSearch.TooLarge _ -> window.tooLarge();
                case RangeSearch.Documents page
                when page.total() > page.documents().size() -> window.overfull(page.total());
                case RangeSearch.Documents page -> {
                    window.held(page.documents().size(), page.bytes());
                    next = end;
                    bytes = page.bytes();
                    return page.documents();
                }
            }
        }
    }
}
