package io.godwit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.bench.edits.Sighting;
import io.godwit.bench.figures.Bar;
import io.godwit.bench.figures.Figure;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EditLatencySectionTest {
    @Test
    void shouldKeepTheBarsOfFastEdits() {
        EditLatencySection section = section(run(1000, 10), run(1000, 12), run(1000, 11));

        assertThat(section.bars()).extracting(Bar::verdict).containsOnly(Bar.Verdict.PASS);
        assertThat(figure(section, "p50 visible, backfill").runs()).containsExactly(10.0, 12.0, 11.0);
        assertThat(figure(section, "edits beside backfill").median()).isEqualTo(1000);
    }

    @Test
    void shouldNotTellFromFewEdits() {
        EditLatencySection section = section(run(1000, 10), run(40, 10), run(1000, 10));

        assertThat(section.bars()).extracting(Bar::verdict).containsOnly(Bar.Verdict.TOO_FEW);
    }

    @Test
    void shouldNotTellFromTwoRuns() {
        EditLatencySection section = section(run(1000, 10), run(1000, 10));

        assertThat(section.bars()).extracting(Bar::verdict).containsOnly(Bar.Verdict.TOO_FEW);
    }

    @Test
    void shouldFailWhenOneInFiftyIsNeverSeen() {
        EditRun.Result lossy = result(sightings(1000, n -> n % 50 == 0 ? Double.POSITIVE_INFINITY : 5));

        assertThat(section(lossy, lossy, lossy).bars())
                .extracting(Bar::verdict)
                .containsExactly(Bar.Verdict.PASS, Bar.Verdict.FAIL, Bar.Verdict.FAIL);
    }

    @Test
    void shouldFailWhenASingleEditOfOneRunIsNeverSeen() {
        EditRun.Result lossy = result(sightings(1000, n -> n == 500 ? Double.POSITIVE_INFINITY : 5));

        assertThat(section(run(1000, 5), lossy, run(1000, 5)).bars())
                .extracting(Bar::verdict)
                .containsExactly(Bar.Verdict.PASS, Bar.Verdict.PASS, Bar.Verdict.FAIL);
    }

    @Test
    void shouldCountWhatIsNeverSeenBeforeAndAfterTheBackfillToo() {
        List<Sighting> edits = sightings(1000, n -> n == 999 ? Double.POSITIVE_INFINITY : 5);
        EditRun.Result result = new EditRun.Result(edits, edits, new BackfillSpan(100, 800, 1));

        assertThat(result.during()).hasSize(701);
        assertThat(result.neverSeen()).isEqualTo(2);
    }

    private static EditLatencySection section(EditRun.Result... results) {
        return new EditLatencySection(List.of(results), 200_000);
    }

    private static EditRun.Result run(int edits, double millis) {
        return result(sightings(edits, _ -> millis));
    }

    private static EditRun.Result result(List<Sighting> edits) {
        return new EditRun.Result(edits, edits, new BackfillSpan(0, 20_000_000_000L, 20));
    }

    private static List<Sighting> sightings(int edits, IntToDoubleFunction millis) {
        return IntStream.range(0, edits)
                .mapToObj(n -> new Sighting(n, n % 2 == 0, 1, millis.applyAsDouble(n)))
                .toList();
    }

    private static Figure figure(EditLatencySection section, String name) {
        return section.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
