package io.godwit.console.workflow;

import java.util.Locale;

/** The steps of a migration, in their order. */
public enum Step {
    /** Every proxy records. */
    CAPTURE,
    /** Collections, templates and aliases exist at the target. */
    METADATA,
    /** Every record listed. */
    BACKFILL,
    /** Everything recorded or listed so far is at the other side. */
    CATCH_UP,
    /** Both sides compared, record by record. */
    VERIFY,
    /** Clients move to the other side. */
    SWING,
    /** A difference is read again and mended. */
    REPAIR;

    /** As it stands in events and on screens: {@code catch-up}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads {@link #text()}; anything else is an {@link IllegalArgumentException}. */
    public static Step parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
