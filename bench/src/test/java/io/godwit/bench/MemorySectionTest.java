package io.godwit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.godwit.bench.figures.Bar;
import io.godwit.bench.figures.Fact;
import io.godwit.bench.figures.Figure;
import io.godwit.bench.figures.Trace;
import io.godwit.bench.figures.Trace.Point;
import io.godwit.bench.memory.MemorySamples;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemorySectionTest {
    private static final int DOCUMENTS = 2_000_000;

    @Test
    void shouldPassWhatStaysFlat() {
        MemorySection section = section(moved(0, 200, 0), samples(MemorySectionTest::flat, 200));

        assertThat(section.bars()).hasSize(5).extracting(Bar::verdict).containsOnly(Bar.Verdict.PASS);
        assertThat(section.facts()).isEmpty();
    }

    @Test
    void shouldFailWhatKeepsSomethingOfEachDocument() {
        // 40 bytes for each of 10,000 documents a second
        MemorySection section = section(moved(0, 200, 0), samples(second -> 100 + second * 0.4 / 1.048576, 200));

        assertThat(section.bars())
                .filteredOn(bar -> bar.verdict() == Bar.Verdict.FAIL)
                .extracting(Bar::what)
                .containsExactly(
                        "replayer, resident memory in the second half",
                        "replayer, live heap kept for each document of the second half");
    }

    @Test
    void shouldNotTellFromAHandfulOfSamples() {
        // 19 samples of live heap are in the second half
        MemorySection section = section(moved(0, 188, 0), samples(MemorySectionTest::flat, 188));

        assertThat(verdicts(section, "replayer")).containsExactly(Bar.Verdict.TOO_FEW, Bar.Verdict.TOO_FEW);
    }

    @Test
    void shouldNotJudgeByWhatWasBeforeTheSecondHalf() {
        // the samples end with the first half
        MemorySection section = section(moved(0, 420, 0), samples(MemorySectionTest::flat, 200));

        assertThat(verdicts(section, "replayer")).containsExactly(Bar.Verdict.TOO_FEW, Bar.Verdict.TOO_FEW);
    }

    @Test
    void shouldFailWhenDocumentsAreMissing() {
        MemorySection section = section(moved(0, 200, 1), samples(MemorySectionTest::flat, 200));

        assertThat(verdicts(section, "documents more or fewer")).containsExactly(Bar.Verdict.FAIL);
    }

    @Test
    void shouldFailAndKeepItsSamplesWhenARoleEnded() {
        MemorySection section = new MemorySection(
                new MemoryRun.Result(
                        List.of(samples(MemorySectionTest::flat, 30)),
                        Optional.empty(),
                        List.of("replayer"),
                        List.of("replayer")),
                DOCUMENTS);

        assertThat(section.bars())
                .extracting(Bar::what, Bar::verdict)
                .containsExactly(
                        tuple("roles that ended by themselves", Bar.Verdict.FAIL),
                        tuple("roles that ran out of memory", Bar.Verdict.FAIL));
        assertThat(section.facts())
                .containsExactly(
                        new Fact("ended by themselves", "replayer"), new Fact("ran out of memory", "replayer"));
        assertThat(section.figures()).extracting(Figure::name).containsExactly("replayer, peak");
        assertThat(section.traces()).extracting(Trace::name).containsExactly("replayer", "replayer");
    }

    private static double flat(double second) {
        return 100 + second % 2;
    }

    private static List<Bar.Verdict> verdicts(MemorySection section, String what) {
        return section.bars().stream()
                .filter(bar -> bar.what().startsWith(what))
                .map(Bar::verdict)
                .toList();
    }

    private static MemorySection section(Optional<MemoryRun.Moved> moved, MemorySamples samples) {
        return new MemorySection(new MemoryRun.Result(List.of(samples), moved, List.of(), List.of()), DOCUMENTS);
    }

    private static Optional<MemoryRun.Moved> moved(double from, double to, long missing) {
        return Optional.of(new MemoryRun.Moved(from, to, to - from, missing));
    }

    /** One each second of resident memory, one every five of live heap. */
    private static MemorySamples samples(DoubleUnaryOperator mebibytes, int seconds) {
        return new MemorySamples("replayer", points(mebibytes, seconds, 1), points(mebibytes, seconds, 5));
    }

    private static List<Point> points(DoubleUnaryOperator mebibytes, int seconds, int every) {
        return IntStream.rangeClosed(0, seconds / every)
                .mapToObj(n -> new Point(n * every, mebibytes.applyAsDouble(n * every)))
                .toList();
    }
}
