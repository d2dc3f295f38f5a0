package io.godwit.console.verify;

import java.util.Locale;

/** Which of the two clusters. */
enum Party {
    TRUTH,
    COPY;

    /** As in file names and messages. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
