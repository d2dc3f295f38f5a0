package io.godwit.console.workflow;

import java.time.Instant;
import java.util.Map;

/**
 * One line of the migration's log.
 *
 * @param step which step it is about
 * @param what what happened to it
 * @param detail further facts by name, e.g. {@code side}, {@code epoch}, {@code equal}, {@code summary}, {@code reason},
 *     {@code dead-letters}
 * @param by who caused it
 * @param at when
 */
public record LogEntry(Step step, What what, Map<String, String> detail, String by, Instant at) {

    /** What can happen to a step. */
    public enum What {
        STARTED,
        DONE,
        FAILED,
        ABORTED,
        /** An operator has set something that lasts. */
        COMMANDED
    }

    public LogEntry {
        detail = Map.copyOf(detail);
    }

    /** A detail that must be there; its absence is an {@link IllegalStateException}: the log is not ours. */
    String required(String name) {
        String value = detail.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "log entry " + step.text() + "/" + what + " at " + at + " has no '" + name + "'");
        }
        return value;
    }
}
