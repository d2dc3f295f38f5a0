package io.godwit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.godwit.bench.figures.Bar;
import io.godwit.bench.figures.Figure;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BackfillSectionTest {
    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    @Test
    void shouldMakeRatiosOfTheSameRunOnly() {
        // the machine was twice as fast in the second run: no ratio changes
        BackfillSection section = section(Map.of(
                "raw", List.of(run(20_000), run(40_000)),
                "scan", List.of(run(20_000), run(40_000)),
                "godwit", List.of(run(8_000), run(16_000)),
                "_reindex", List.of(run(4_000), run(8_000)),
                "elasticdump", List.of(run(2_000), run(4_000))));

        assertThat(section.bars())
                .extracting(Bar::what)
                .containsExactly("godwit / L", "godwit / the better of _reindex and elasticdump");
        assertThat(section.bars().get(0).runs())
                .allSatisfy(ratio -> assertThat(ratio).isCloseTo(0.8, NEARLY));
        assertThat(section.bars().get(1).runs())
                .allSatisfy(ratio -> assertThat(ratio).isCloseTo(2, NEARLY));
    }

    @Test
    void shouldBeFasterThanTheBetterPeerOfEachRun() {
        // another one is the better one each time, and ours is only faster than the worse one
        BackfillSection section = section(Map.of(
                "godwit", List.of(run(6_000), run(6_000), run(6_000)),
                "_reindex", List.of(run(8_000), run(4_000), run(8_000)),
                "elasticdump", List.of(run(4_000), run(8_000), run(4_000))));

        assertThat(section.bars()).singleElement().satisfies(bar -> {
            assertThat(bar.runs()).containsOnly(0.75);
            assertThat(bar.verdict()).isEqualTo(Bar.Verdict.FAIL);
        });
        assertThat(section.figures())
                .filteredOn(figure -> figure.name().startsWith("godwit / "))
                .extracting(Figure::name, Figure::median)
                .containsExactly(tuple("godwit / _reindex", 0.75), tuple("godwit / elasticdump", 1.5));
    }

    @Test
    void shouldNotPassWhenJustAsFast() {
        BackfillSection section = section(Map.of(
                "godwit", List.of(run(8_000)),
                "_reindex", List.of(run(8_000)),
                "elasticdump", List.of(run(4_000))));

        assertThat(section.bars()).extracting(Bar::verdict).containsExactly(Bar.Verdict.FAIL);
    }

    @Test
    void shouldNotCallOnePeerTheBetterOfTwo() {
        assertThat(section(Map.of("godwit", List.of(run(8_000)), "_reindex", List.of(run(4_000))))
                        .bars())
                .isEmpty();
    }

    @Test
    void shouldShowTheLimitBesideThoseMeasured() {
        BackfillSection section = section(
                Map.of("raw", List.of(run(30_000)), "scan", List.of(run(60_000)), "godwit", List.of(run(9_000))));

        Figure limit = section.figures().stream()
                .filter(figure -> figure.name().equals("L"))
                .findFirst()
                .orElseThrow();
        assertThat(limit.median()).isCloseTo(20_000, Offset.offset(1e-6));
    }

    @Test
    void shouldHaveNoBarsWithoutGodwit() {
        assertThat(section(Map.of("raw", List.of(run(30_000)))).bars()).isEmpty();
    }

    private static BackfillSection section(Map<String, List<ContenderRun>> runs) {
        List<Contender> contenders =
                runs.keySet().stream().map(BackfillSectionTest::contender).toList();
        return new BackfillSection(runs, contenders, true);
    }

    private static ContenderRun run(long perSecond) {
        return new ContenderRun(
                perSecond,
                perSecond * 1000,
                1_000_000_000L,
                Map.of("godwit", new ProcessMeter.Usage(1_000_000, 1 << 20)));
    }

    private static Contender contender(String name) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String meaning() {
                return "";
            }

            @Override
            public void prepare() {}

            @Override
            public long run() {
                return 0;
            }
        };
    }
}
