package io.godwit.app.line;

import java.time.Duration;

/**
 * The last report of a process and its age.
 *
 * @param ago by the clock of who listens; longer than any patience if it has said nothing since the listener began
 */
public record Heard(Report report, Duration ago) {
    /** A process that says nothing for so long is in trouble: it reports twice a second. */
    public static final Duration SILENT = Duration.ofSeconds(10);

    static final Duration NEVER = Duration.ofDays(365);

    public boolean silent() {
        return ago.compareTo(SILENT) > 0;
    }

    /** {@code replayer-1 has not been heard of for 12 s}, and what to do, for people. */
    public String silence() {
        return report.role().text() + " " + report.name() + " has not been heard of "
                + (ago.compareTo(NEVER) >= 0 ? "since this console started" : "for " + ago.toSeconds() + " s")
                + ": start it again, or, if it is gone for good, ./godwit forget " + report.name();
    }
}
