package io.godwit.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * A file that a child process makes when it serves; reading the sign takes it away, so that a restart is asked anew.
 *
 * @param file which one
 */
record ReadyFile(Path file) implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ServerFailedException("cannot read " + file, e);
        }
    }
}
