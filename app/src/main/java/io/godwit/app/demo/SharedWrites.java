package io.godwit.app.demo;

import io.godwit.schemas.RecordKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Acknowledged writes to records that several clients write. Which of two overlapping writes came last only the server
 * knows; but the one that is found must not have been acknowledged before another one was even sent.
 */
final class SharedWrites {
    private final Map<RecordKey, List<Write>> writes = new ConcurrentHashMap<>();

    /**
     * One write.
     *
     * @param marker unique text that it left in the field {@code op}
     * @param sent {@link System#nanoTime} before it was sent
     * @param acknowledged the same after its answer
     * @param answered false: it may have been executed, at any time after it was sent, or not
     */
    record Write(String marker, long sent, long acknowledged, boolean answered) {
        Write(String marker, long sent, long acknowledged) {
            this(marker, sent, acknowledged, true);
        }

        static Write unanswered(String marker, long sent) {
            return new Write(marker, sent, sent, false);
        }
    }

    void add(RecordKey record, Write write) {
        writes.computeIfAbsent(record, _ -> new CopyOnWriteArrayList<>()).add(write);
    }

    /** Records with a write that was acknowledged. */
    List<RecordKey> records() {
        return writes.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(Write::answered))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is wrong with finding {@code marker} in this record now; empty when nothing is. */
    Optional<String> objectionTo(RecordKey record, String marker) {
        List<Write> all = writes.getOrDefault(record, List.of());
        Optional<Write> found =
                all.stream().filter(write -> write.marker().equals(marker)).findFirst();
        if (found.isEmpty()) {
            return Optional.of("holds '" + marker + "', which no client sent");
        }
        if (!found.get().answered()) {
            return Optional.empty();
        }
        return all.stream()
                .filter(Write::answered)
                .filter(write -> write.sent() - found.get().acknowledged() > 0)
                .findFirst()
                .map(later -> "holds '" + marker + "' although '" + later.marker() + "' was written after it");
    }
}
