package io.godwit.projector.listing;

/**
 * How wide the next range of sequence numbers is, and how many documents it may hold. A range of {@code width} numbers
 * holds at most so many documents; where documents are rare (each update leaves a hole) the range grows, where an answer
 * is large it shrinks. Not thread-safe.
 */
final class Window {
    static final int MOST_DOCUMENTS = 5_000;
    static final long WANTED_BYTES = 6L << 20;

    /** Few: nothing is known of their size yet. */
    private static final int FIRST = 20;

    private static final int GROWTH = 4;
    private static final double FILLED = 0.8;
    private static final long WIDEST = 1L << 32;

    private long width = FIRST;
    private int documents = FIRST;

    long width() {
        return width;
    }

    /** The {@code size} of the search. */
    int documents() {
        return documents;
    }

    /** The range held more than {@link #documents()}: none of it counts, the next one is narrower. */
    void overfull() {
        width = Math.max(documents, width / GROWTH);
    }

    /**
     * The answer was too large to be given or held.
     *
     * @throws IllegalStateException when it was a single document
     */
    void tooLarge() {
        if (documents == 1) {
            throw new IllegalStateException("the cluster cannot answer with a single document of its own");
        }
        documents = Math.max(1, documents / GROWTH);
        width = documents;
    }

    /** The range held {@code found} documents in {@code bytes}. */
    void held(int found, long bytes) {
        if (found == 0) {
            width = Math.min(WIDEST, width * GROWTH);
            return;
        }
        long fitting = WANTED_BYTES / Math.max(1, bytes / found);
        documents = (int) Math.clamp(fitting, 1, Math.min(MOST_DOCUMENTS, (long) documents * GROWTH));
        long filled = (long) (width * (documents * FILLED / found));
        // a range of so many numbers cannot hold more documents
        width = Math.clamp(Math.min(filled, width * GROWTH), documents, WIDEST);
    }
}
