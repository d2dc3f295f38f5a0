package io.godwit.console.verify;

/**
 * One collection as one cluster describes it.
 *
 * @param uuid changes when it is deleted and created again
 * @param documents how many, as of the last refresh
 * @param storedBytes its size on disk without replicas
 */
record IndexFacts(String uuid, int shards, long documents, long storedBytes) {
    private static final long DOCUMENTS_PER_SLICE = 2_000_000;
    private static final long WORTH_SPLITTING = 20_000;
    private static final long PAGE_BYTES = 4 << 20;
    private static final int EXPANSION = 4;
    private static final int MIN_PAGE = 20;
    private static final int MAX_PAGE = 2_000;
    private static final int MAX_SLICES = 1_024;

    /** A multiple of the number of shards: so many that a broken one is no great loss and two can be read at once. */
    int slices() {
        long eachShard = Math.ceilDiv(documents, shards * DOCUMENTS_PER_SLICE);
        long wanted = shards == 1 && documents > WORTH_SPLITTING ? Math.max(2, eachShard) : Math.max(1, eachShard);
        return (int) Math.max(1, Math.min(wanted, MAX_SLICES / shards)) * shards;
    }

    /** Documents for each page, so that a page is a few megabytes for the server that builds it. */
    int pageSize() {
        long each = Math.max(1, storedBytes / Math.max(1, documents) * EXPANSION);
        return Math.clamp(PAGE_BYTES / each, MIN_PAGE, MAX_PAGE);
    }
}
