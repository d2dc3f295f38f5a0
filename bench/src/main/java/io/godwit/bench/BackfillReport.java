package io.godwit.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the medians, the limit, the ratios and the bars. */
final class BackfillReport {
    private static final double BAR = 0.45;

    private final Map<String, Figure> medians = new LinkedHashMap<>();
    private final List<Contender> contenders;

    BackfillReport(Map<String, List<Figure>> figures, List<Contender> contenders) {
        figures.forEach((name, runs) -> medians.put(name, Figure.median(runs)));
        this.contenders = contenders;
    }

    void print() {
        System.out.printf("%n%-12s %10s %8s  %-44s %s%n", "", "docs/s", "MB/s", "CPU µs per document", "peak RSS MB");
        for (Contender contender : contenders) {
            Figure figure = medians.get(contender.name());
            if (figure != null) {
                System.out.printf(
                        Locale.ROOT,
                        "%-12s %,10.0f %8.1f  %-44s %s%n",
                        contender.name(),
                        figure.perSecond(),
                        figure.megabytesPerSecond(),
                        cpu(figure),
                        peaks(figure));
            }
        }
        System.out.println();
        contenders.forEach(contender -> System.out.printf("%-12s %s%n", contender.name(), contender.meaning()));
        printBars();
    }

    private void printBars() {
        if (!medians.containsKey("raw") || !medians.containsKey("scan") || !medians.containsKey("godwit")) {
            return;
        }
        double limit = 1 / (1 / rate("raw") + 1 / rate("scan"));
        System.out.printf(Locale.ROOT, "%nL = 1 / (1/raw + 1/scan) = %,.0f docs/s%n", limit);
        bar("godwit >= 0.45 L", rate("godwit") / limit, BAR);
        for (String peer : List.of("_reindex", "elasticdump")) {
            if (medians.containsKey(peer)) {
                bar("godwit > " + peer, rate("godwit") / rate(peer), 1);
            }
        }
    }

    private static void bar(String what, double ratio, double least) {
        System.out.printf(Locale.ROOT, "%-24s ratio %.2f  %s%n", what, ratio, ratio >= least ? "PASS" : "FAIL");
    }

    private double rate(String name) {
        Figure figure = medians.get(name);
        return figure == null ? 0 : figure.perSecond();
    }

    private static String cpu(Figure figure) {
        StringBuilder text = new StringBuilder();
        figure.usage()
                .forEach((name, usage) -> text.append(name)
                        .append(' ')
                        .append(usage.cpuMicros() / figure.documents())
                        .append("  "));
        return text.toString();
    }

    private static String peaks(Figure figure) {
        StringBuilder text = new StringBuilder();
        figure.usage()
                .forEach((name, usage) -> text.append(name)
                        .append(' ')
                        .append(usage.peakBytes() >> 20)
                        .append("  "));
        return text.toString();
    }
}
