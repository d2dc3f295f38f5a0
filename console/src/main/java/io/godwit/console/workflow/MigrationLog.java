package io.godwit.console.workflow;

import java.util.List;

/** The durable log of one migration. */
public interface MigrationLog {

    /** Every entry so far, in order. Blocks until the end of the log has been read. */
    List<LogEntry> read();

    /** Appends and returns once it is durable. */
    void append(LogEntry entry);
}
