package io.godwit.app.line;

import java.time.Duration;

/**
 * The last report of a process and its age.
 *
 * @param ago by the clock of who listens; longer than any patience if it has said nothing since the listener began
 * @param doubledAgo when two processes were last heard under this name in turn, likewise
 */
public record Heard(Report report, Duration ago, Duration doubledAgo) {
    /** A process that says nothing for so long is in trouble: it reports twice a second. */
    public static final Duration SILENT = Duration.ofSeconds(10);

    static final Duration NEVER = Duration.ofDays(365);

    /** Of one alone under its name. */
    public Heard(Report report, Duration ago) {
        this(report, ago, NEVER);
    }

    /** Whether it cannot be relied on to hear what it is told: nothing is heard of it, or of one of two. */
    public boolean silent() {
        return !speaks() || doubled();
    }

    /** Whether somebody was heard under its name. */
    boolean speaks() {
        return ago.compareTo(SILENT) <= 0;
    }

    /** Whether there are two of its name, of which one may be silent unnoticed. */
    boolean doubled() {
        return doubledAgo.compareTo(SILENT) <= 0;
    }

    /** {@code replayer-1 has not been heard of for 12 s}, and what to do, for people. */
    public String silence() {
        String who = report.role().text() + " " + report.name();
        if (doubled()) {
            return "two processes call themselves " + who + ": end one of them, or give each its own role.name";
        }
        return who + " has not been heard of "
                + (ago.compareTo(NEVER) >= 0 ? "since this console started" : "for " + ago.toSeconds() + " s")
                + ": start it again, or, if it is gone for good, ./godwit forget " + report.name();
    }
}
