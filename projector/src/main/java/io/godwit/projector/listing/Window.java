package io.godwit.projector.listing;

/**
 * How wide the next range of sequence numbers is, and how many documents it may hold. A range of {@code width} numbers
 * holds at most so many documents; where documents are rare (each update leaves a hole) the range grows, where an answer
 * is large it shrinks. Not thread-safe.
 */
final class Window {
    static final int MOST_DOCUMENTS = 5_000;
    private static final int FIRST = 500;
    private static final int LEAST_DOCUMENTS = 10;
    private static final long WIDEST = 1L << 32;
    private static final long WANTED_BYTES = 6L << 20;

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
        width = Math.max(LEAST_DOCUMENTS, width / 4);
    }

    /** The answer was too large to be read at all. */
    void tooLarge() {
        documents = Math.max(LEAST_DOCUMENTS, documents / 4);
        width = Math.min(width, documents);
    }

    /** The range held {@code found} documents in {@code bytes}. */
    void held(int found, long bytes) {
        if (found > 0) {
            long fitting = WANTED_BYTES / Math.max(1, bytes / found);
            documents = (int) Math.clamp(fitting, LEAST_DOCUMENTS, Math.min(MOST_DOCUMENTS, documents * 4L));
        }
        if (found < documents / 4) {
            width = Math.min(WIDEST, width * 4);
        } else {
            width = Math.min(width * 2, (long) (width * (documents * 0.8 / found)));
        }
        width = Math.max(width, LEAST_DOCUMENTS);
    }
}
