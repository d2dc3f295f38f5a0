package io.godwit.chaos.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long edits waited, in milliseconds. Safe for several threads. */
final class Waits {
    private final List<Long> millis = new ArrayList<>();

    synchronized void add(long one) {
        millis.add(one);
    }

    synchronized int count() {
        return millis.size();
    }

    /** What so many of a hundred did not exceed; 0 if there are none. */
    synchronized long percentile(double percent) {
        if (millis.isEmpty()) {
            return 0;
        }
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        int index = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
        return sorted.get(Math.clamp(index, 0, sorted.size() - 1));
    }

    @Override
    public synchronized String toString() {
        return String.format(
                Locale.ROOT,
                "%d edits, p50 %d ms, p99 %d ms, most %d ms",
                count(),
                percentile(50),
                percentile(99),
                percentile(100));
    }
}
