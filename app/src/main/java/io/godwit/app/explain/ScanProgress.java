package io.godwit.app.explain;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** How much of the topics lies behind, told as one line that replaces the one before. Thread-safe. */
final class ScanProgress {
    private static final long PERIOD_NANOS = 200_000_000L;

    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private final Consumer<String> say;
    private long told = System.nanoTime();

    private record Part(long passed, long all) {}

    ScanProgress(Consumer<String> say) {
        this.say = say;
    }

    void passed(String topic, long passed, long all) {
        parts.put(topic, new Part(passed, all));
        tell();
    }

    private synchronized void tell() {
        long now = System.nanoTime();
        if (now - told < PERIOD_NANOS) {
            return;
        }
        told = now;
        long passed = parts.values().stream().mapToLong(Part::passed).sum();
        long all = parts.values().stream().mapToLong(Part::all).sum();
        say.accept(String.format(Locale.ROOT, "reading topics: %,d of %,d records", passed, all));
    }
}
