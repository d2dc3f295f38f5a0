package io.godwit.bench.figures;

import java.util.Locale;

/** What a figure counts. */
public enum Unit {
    DOCUMENTS_PER_SECOND("docs/s", 0),
    MEGABYTES_PER_SECOND("MB/s", 1),
    MILLISECONDS("ms", 1),
    SECONDS("s", 1),
    CPU_MICROSECONDS("CPU µs/doc", 1),
    MEBIBYTES("MiB", 0),
    BYTES_PER_DOCUMENT("bytes/doc", 1),
    PERCENT("%", 2),
    PERCENT_PER_TEN_MINUTES("%/10 min", 1),
    COUNT("", 0),
    RATIO("", 2);

    private final String text;
    private final int decimals;

    Unit(String text, int decimals) {
        this.text = text;
        this.decimals = decimals;
    }

    /** As it stands behind a number; empty for bare numbers. */
    public String text() {
        return text;
    }

    /** A number with as many decimals as make sense. */
    public String format(double value) {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
