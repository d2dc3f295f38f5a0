package io.godwit.console.workflow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log that outlives the workflow but not the test. */
final class MemoryLog implements MigrationLog {
    private final List<LogEntry> entries = new CopyOnWriteArrayList<>();

    @Override
    public List<LogEntry> read() {
        return List.copyOf(entries);
    }

    @Override
    public void append(LogEntry entry) {
        entries.add(entry);
    }

    List<String> lines() {
        return entries.stream()
                .map(entry -> entry.step().text() + " " + entry.what())
                .toList();
    }
}
