package io.godwit.bench;

import java.nio.file.Path;

/** The source tree that is measured. */
final class Checkout {
    private Checkout() {}

    /** As the launcher says; otherwise the working directory. */
    static Path root() {
        return Path.of(System.getProperty("godwit.root", ""));
    }
}
