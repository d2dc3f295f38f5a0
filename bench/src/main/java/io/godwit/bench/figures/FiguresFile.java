package io.godwit.bench.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@link Figures} as JSON; docs/performance.md says what its fields mean. */
public final class FiguresFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FiguresFile() {}

    public static String text(Figures figures) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n";
    }

    /** A file that is not one of ours is an {@link IllegalArgumentException} that names it. */
    public static Figures read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Figures.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " holds no figures: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
