package io.godwit.bench.figures;

import java.util.Locale;

/**
 * A drawing that grows downwards: elements are placed relative to {@link #y}. It brings its own background, so it can be
 * read on a light and on a dark page, and follows the reader's preference.
 */
final class Svg {
    static final int WIDTH = 860;

    private static final String STYLE = """
            text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
            .title{font-weight:600;font-size:15px}.muted{fill:#59636e;font-size:12px}
            .page{fill:#ffffff}.grid{stroke:#d8dee4;stroke-width:1}.axis{stroke:#59636e;stroke-width:1}
            .whisker{stroke:#1f2328;stroke-width:1.5}.ours{fill:#2f6fdb}.other{fill:#9aa4af}
            .trace{fill:none;stroke-width:2;stroke-linejoin:round}
            .t0{stroke:#2f6fdb}.t1{stroke:#c2570c}.t2{stroke:#1a7f37}.t3{stroke:#8250df}.t4{stroke:#b3197a}
            @media (prefers-color-scheme:dark){text{fill:#e6edf3}.muted{fill:#9198a1}.page{fill:#0d1117}
            .grid{stroke:#2a313c}.axis{stroke:#9198a1}.whisker{stroke:#e6edf3}.ours{fill:#4c8dff}.other{fill:#6e7781}
            .t0{stroke:#4c8dff}.t1{stroke:#f0883e}.t2{stroke:#3fb950}.t3{stroke:#bc8cff}.t4{stroke:#f778ba}}
            """;

    private final StringBuilder body = new StringBuilder();
    private double y;

    /** Where the next thing is to be drawn. */
    double y() {
        return y;
    }

    void down(double by) {
        y += by;
    }

    /**
     * @param anchor start, middle or end
     * @param style a class of the style sheet; may be empty
     */
    void text(double x, double atY, String anchor, String style, String text) {
        element(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
                x,
                atY,
                anchor,
                style,
                escaped(text)));
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        element(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
                x1,
                y1,
                x2,
                y2,
                style));
    }

    /** A filled rectangle; what the reader's mouse is told of it may be empty. */
    void box(double x, double atY, double width, double height, String style, String told) {
        element(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"><title>%s</title></rect>",
                x,
                atY,
                width,
                height,
                style,
                escaped(told)));
    }

    /** A line through points given as {@code x,y x,y}. */
    void polyline(String points, String style) {
        element(String.format(Locale.ROOT, "<polyline points=\"%s\" class=\"%s\"/>", points, style));
    }

    /** The whole document. */
    String document(String title) {
        String head = String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" width=\"%d\" height=\"%.0f\" role=\"img\">%n",
                WIDTH,
                y,
                WIDTH,
                y);
        return head + "<title>" + escaped(title) + "</title>\n<style>\n" + STYLE + "</style>\n"
                + "<rect class=\"page\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n" + body + "</svg>\n";
    }

    private void element(String element) {
        body.append(element).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
