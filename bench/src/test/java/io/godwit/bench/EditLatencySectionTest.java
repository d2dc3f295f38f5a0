package io.godwit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.bench.edits.Sighting;
import io.godwit.bench.figures.Bar;
import io.godwit.bench.figures.Figure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EditLatencySectionTest {
    @Test
    void shouldKeepTheBarsOfFastEdits() {
        EditLatencySection section = new EditLatencySection(List.of(run(1000, 10), run(1000, 12)), 200_000);

        assertThat(section.bars()).extracting(Bar::verdict).containsOnly(Bar.Verdict.PASS);
        assertThat(figure(section, "p50 visible, backfill").runs()).containsExactly(10.0, 12.0);
        assertThat(figure(section, "edits beside backfill").median()).isEqualTo(1000);
    }

    @Test
    void shouldNotTellFromFewEdits() {
        EditLatencySection section = new EditLatencySection(List.of(run(1000, 10), run(40, 10)), 200_000);

        assertThat(section.bars()).extracting(Bar::verdict).containsOnly(Bar.Verdict.TOO_FEW);
    }

    @Test
    void shouldFailWhenOneInFiftyIsNeverSeen() {
        List<Sighting> during = IntStream.range(0, 1000)
                .mapToObj(n -> new Sighting(n, n % 2 == 0, 1, n % 50 == 0 ? Double.POSITIVE_INFINITY : 5))
                .toList();
        EditLatencySection section = new EditLatencySection(List.of(new EditRun.Result(during, during, 20)), 200_000);

        assertThat(section.bars()).extracting(Bar::verdict).containsExactly(Bar.Verdict.PASS, Bar.Verdict.FAIL);
    }

    private static EditRun.Result run(int edits, double millis) {
        List<Sighting> sightings = IntStream.range(0, edits)
                .mapToObj(n -> new Sighting(n, n % 2 == 0, 1, millis))
                .toList();
        return new EditRun.Result(sightings, sightings, 20);
    }

    private static Figure figure(EditLatencySection section, String name) {
        return section.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
