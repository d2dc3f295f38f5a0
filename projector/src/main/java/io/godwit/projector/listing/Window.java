package io.godwit.projector.listing;

/**
 * How wide the next range of sequence numbers is, and how many documents it may hold. A range of {@code width} numbers
 * holds at most so many documents; where documents are rare (each update leaves a hole) the range grows, where an answer
 * is large it shrinks. In a shrunk index several documents share one number: then it narrows, down to a single number and
 * all that share it. Not thread-safe.
 */
final class Window {
    static final int MOST_DOCUMENTS = 5_000;
    static final long WANTED_BYTES = 6L << 20;

    /** Few: nothing is known of their size yet. */
    private static final int FIRST = 20;

    private static final int GROWTH = 4;
    private static final double FILLED = 0.8;
    private static final long WIDEST = 1L << 32;

    private final String shard;
    private long width = FIRST;
    private int documents = FIRST;
    /** The most documents that were seen to share one number. */
    private long sharing = 1;
    /** Whether the next range is one number with all its documents, which cannot be divided further. */
    private boolean undivided;

    /** @param shard for messages */
    Window(String shard) {
        this.shard = shard;
    }

    long width() {
        return width;
    }

    /** The {@code size} of the search. */
    int documents() {
        return documents;
    }

    /** The range held {@code total}, more than {@link #documents()}: none of it counts, the next one is narrower. */
    void overfull(long total) {
        sharing = Math.max(sharing, Math.ceilDiv(total, width));
        if (width == 1) {
            documents = (int) Math.min(Integer.MAX_VALUE, total);
            undivided = true;
        } else {
            width = Math.clamp(width / GROWTH, narrowest(), width - 1);
        }
    }

    /**
     * The answer was too large to be given or held.
     *
     * @throws IllegalStateException when it was a single document, or all that share one number
     */
    void tooLarge() {
        if (documents == 1) {
            throw new IllegalStateException("the cluster cannot answer with a single document of " + shard);
        }
        if (undivided) {
            throw new IllegalStateException(documents + " documents of " + shard + " share one _seq_no, as in a shrunk"
                    + " index, and the cluster does not answer with so many at once: raise index.max_result_window to "
                    + documents + ", or give the cluster more memory, or _reindex the index");
        }
        documents = Math.max(1, documents / GROWTH);
        width = narrowest();
    }

    /** The range held {@code found} documents in {@code bytes}. */
    void held(int found, long bytes) {
        undivided = false;
        if (found == 0) {
            width = Math.min(WIDEST, width * GROWTH);
            return;
        }
        long fitting = WANTED_BYTES / Math.max(1, bytes / found);
        documents = (int) Math.clamp(fitting, 1, Math.min(MOST_DOCUMENTS, (long) documents * GROWTH));
        long filled = (long) (width * (documents * FILLED / found));
        width = Math.clamp(Math.min(filled, width * GROWTH), narrowest(), WIDEST);
    }

    /** A range of so many numbers cannot hold more documents. */
    private long narrowest() {
        return Math.max(1, documents / sharing);
    }
}
