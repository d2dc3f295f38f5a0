package io.godwit.flow;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The offsets of one partition that are handed out, and up to where all of them are finished. For the polling thread
 * alone; others finish records through the {@link Span}s.
 */
final class OffsetTracker {
    static final long UNKNOWN = -1;

    private final Deque<Span> spans = new ArrayDeque<>();
    private long finishedTo;
    private int width;

    /** @param start where reading begins, or {@link #UNKNOWN} */
    OffsetTracker(long start) {
        finishedTo = start;
    }

    /** Takes over the records of one poll. */
    Span track(long[] offsets, long next) {
        Span span = new Span(offsets, next);
        spans.add(span);
        width += span.size();
        return span;
    }

    /** Reading has moved on over something that is no record: a transaction marker, a compacted hole. */
    void moveTo(long next) {
        if (spans.isEmpty()) {
            finishedTo = next;
        } else {
            spans.getLast().extendTo(next);
        }
    }

    /** Everything below this offset is finished: what may be committed; or {@link #UNKNOWN}. */
    long finishedTo() {
        for (Span head = spans.peek(); head != null; head = spans.peek()) {
            boolean whole = head.isFinished();
            finishedTo = head.finishedTo();
            if (!whole) {
                return finishedTo;
            }
            width -= head.size();
            spans.remove();
        }
        return finishedTo;
    }

    /** Records handed out since the oldest unfinished one, finished or not: what a crash would repeat at most. */
    int width() {
        return width;
    }
}
