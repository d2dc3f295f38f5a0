package io.godwit.bench.figures;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@link Figures} as Markdown, aligned so that it can be read as plain text too. */
public final class FiguresTable {
    private final StringBuilder text = new StringBuilder();

    private FiguresTable() {}

    public static String of(Figures figures) {
        FiguresTable table = new FiguresTable();
        table.machine(figures.machine());
        figures.sections().forEach(table::section);
        return table.text.toString();
    }

    private void machine(Machine machine) {
        text.append(String.format(
                Locale.ROOT,
                "Machine: %d cores, %.0f GiB, %s, %s, %s.%n",
                machine.cores(),
                machine.memoryBytes() / (double) (1L << 30),
                machine.processor(),
                machine.system(),
                machine.jdk()));
    }

    private void section(Section section) {
        text.append("\n**").append(section.name()).append("**, ");
        text.append(section.made().truncatedTo(ChronoUnit.MINUTES)).append(", commit ");
        text.append(section.commit()).append(": ");
        text.append(section.facts().stream()
                .map(fact -> fact.name() + " " + fact.value())
                .collect(Collectors.joining(", ")));
        text.append(".\n\n");
        figures(section);
        if (!section.bars().isEmpty()) {
            text.append('\n');
            bars(section);
        }
    }

    private void figures(Section section) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("figure", "median", "min", "max", "unit", "what it is"));
        for (Figure figure : section.figures()) {
            rows.add(List.of(
                    figure.name(),
                    figure.unit().format(figure.median()),
                    figure.unit().format(figure.min()),
                    figure.unit().format(figure.max()),
                    figure.unit().text(),
                    figure.meaning()));
        }
        table(rows, List.of(1, 2, 3));
    }

    private void bars(Section section) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("bar", "measured", "bound", "verdict"));
        for (Bar bar : section.bars()) {
            rows.add(List.of(
                    bar.what(),
                    (bar.unit().format(bar.median()) + " " + bar.unit().text()).strip(),
                    (bar.sense().sign() + " " + bar.unit().format(bar.bound()) + " "
                                    + bar.unit().text())
                            .strip(),
                    bar.verdict().name().replace('_', ' ')));
        }
        table(rows, List.of(1, 2));
    }

    /**
     * The first row is the head.
     *
     * @param right columns whose cells end at their right edge
     */
    private void table(List<List<String>> rows, List<Integer> right) {
        int columns = rows.getFirst().size();
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            int here = column;
            widths.add(Math.max(
                    3,
                    rows.stream().mapToInt(row -> row.get(here).length()).max().orElse(0)));
        }
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns; column++) {
                text.append("| ").append(padded(rows.get(row).get(column), widths.get(column), right.contains(column)));
                text.append(' ');
            }
            text.append("|\n");
            if (row == 0) {
                rule(widths, right);
            }
        }
    }

    private void rule(List<Integer> widths, List<Integer> right) {
        for (int column = 0; column < widths.size(); column++) {
            boolean aligned = right.contains(column);
            text.append("| ").append("-".repeat(widths.get(column) - (aligned ? 1 : 0)));
            text.append(aligned ? ": " : " ");
        }
        text.append("|\n");
    }

    private static String padded(String cell, int width, boolean right) {
        String space = " ".repeat(width - cell.length());
        return right ? space + cell : cell + space;
    }
}
