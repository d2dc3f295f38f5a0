package io.godwit.app.line;

import java.util.Locale;

/** What a process can be for a migration. */
public enum Role {
    CAPTURE_PROXY,
    PROJECTOR,
    REPLAYER,
    CONSOLE;

    /** As it is written in commands, keys and texts. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
