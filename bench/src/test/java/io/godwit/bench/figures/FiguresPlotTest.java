package io.godwit.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FiguresPlotTest {
    @Test
    void shouldBeWellFormed() throws Exception {
        Document plot = plot(MeasuredFigures.all());

        assertThat(plot.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(texts(plot)).contains("backfill, docs/s", "raw", "godwit", "12,000", "RSS", "replayer", "seconds");
    }

    @Test
    void shouldDrawOneBarForEachPlottedFigure() throws Exception {
        Document plot = plot(MeasuredFigures.all());

        assertThat(elements(plot, "rect", "ours")).hasSize(1);
        assertThat(elements(plot, "rect", "other")).hasSize(1);
        assertThat(texts(plot)).doesNotContain("late");
    }

    @Test
    void shouldDrawLengthsInProportion() throws Exception {
        Document plot = plot(MeasuredFigures.all());

        double ours = width(elements(plot, "rect", "ours").getFirst());
        double other = width(elements(plot, "rect", "other").getFirst());

        assertThat(other / ours).isBetween(2.49, 2.51);
    }

    @Test
    void shouldDrawOneLineForEachTrace() throws Exception {
        NodeList lines = plot(MeasuredFigures.all()).getElementsByTagName("polyline");

        assertThat(lines.getLength()).isEqualTo(2);
        assertThat(((Element) lines.item(0)).getAttribute("points").split(" ", -1))
                .hasSize(3);
    }

    @Test
    void shouldDrawWhatNeverCame() throws Exception {
        Section section = MeasuredFigures.backfill();
        Figure never =
                new Figure("p99", Unit.MILLISECONDS, "", Figure.Shown.AS_OURS, List.of(Double.POSITIVE_INFINITY));
        Document plot = plot(new Figures(
                MeasuredFigures.MACHINE,
                List.of(new Section("e", section.made(), "c", List.of(), List.of(never), List.of(), List.of()))));

        assertThat(texts(plot)).contains("never");
    }

    private static Document plot(Figures figures) throws Exception {
        byte[] svg = FiguresPlot.of(figures).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static List<String> texts(Document plot) {
        List<String> texts = new ArrayList<>();
        NodeList found = plot.getElementsByTagName("text");
        for (int n = 0; n < found.getLength(); n++) {
            texts.add(found.item(n).getTextContent());
        }
        return texts;
    }

    private static List<Element> elements(Document plot, String tag, String style) {
        List<Element> elements = new ArrayList<>();
        NodeList found = plot.getElementsByTagName(tag);
        for (int n = 0; n < found.getLength(); n++) {
            Element element = (Element) found.item(n);
            if (element.getAttribute("class").equals(style)) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static double width(Element element) {
        return Double.parseDouble(element.getAttribute("width"));
    }
}
