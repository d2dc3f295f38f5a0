package io.godwit.bench.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where figures go: the JSON, the table and the plot, and on request the page of the documentation. */
public final class FiguresDirectory {
    private final Path directory;

    public FiguresDirectory(Path directory) {
        this.directory = directory;
    }

    /** Writes {@code NAME.json}, {@code NAME.md} and {@code NAME.svg}; returns the JSON's path. */
    public Path write(String name, Figures figures) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".md"), FiguresTable.of(figures));
            Files.writeString(directory.resolve(name + ".svg"), FiguresPlot.of(figures));
            return Files.writeString(directory.resolve(name + ".json"), FiguresFile.text(figures));
        } catch (IOException e) {
            throw new UncheckedIOException("figures cannot be written to " + directory, e);
        }
    }
}
