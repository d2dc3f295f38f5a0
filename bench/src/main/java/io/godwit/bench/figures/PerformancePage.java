package io.godwit.bench.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of the documentation that shows the figures: only what is between two marks is ever written. */
public final class PerformancePage {
    static final String BEGIN = "<!-- figures: written by ./godwit bench all --write-docs -->";
    static final String END = "<!-- end of figures -->";

    private final Path docs;

    /** The documentation's directory. */
    public PerformancePage(Path docs) {
        this.docs = docs;
    }

    /** Puts the table onto the page and the plot beside it. */
    public void show(Figures figures) {
        Path page = docs.resolve("performance.md");
        try {
            String shown = filled(Files.readString(page), FiguresTable.of(figures));
            Files.createDirectories(docs.resolve("img"));
            Files.writeString(docs.resolve("img/figures.svg"), FiguresPlot.of(figures));
            Files.writeString(page, shown);
        } catch (IOException e) {
            throw new UncheckedIOException(page + " cannot be written", e);
        }
    }

    static String filled(String page, String table) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("performance.md lacks the marks '" + BEGIN + "' and '" + END + "'");
        }
        return page.substring(0, begin) + BEGIN + "\n\n![All figures](img/figures.svg)\n\n" + table + "\n"
                + page.substring(end);
    }
}
