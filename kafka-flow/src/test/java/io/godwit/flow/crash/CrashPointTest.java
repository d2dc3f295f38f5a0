package io.godwit.flow.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashPointTest {
    private static final List<String> NAMES =
            Arrays.stream(CrashPoint.values()).map(CrashPoint::text).toList();

    @Test
    void shouldNameTwentyFourPlaces() {
        assertThat(NAMES).hasSize(24).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(-[a-z]+)+"));
    }

    @Test
    void shouldBePassedByARoleEach() {
        List<String> roles = List.of("capture-proxy", "projector", "replayer", "console");

        assertThat(CrashPoint.values())
                .allSatisfy(point -> assertThat(point.roles())
                        .isNotEmpty()
                        .doesNotHaveDuplicates()
                        .isSubsetOf(roles));
        assertThat(Arrays.stream(CrashPoint.values()).flatMap(point -> point.roles().stream()))
                .containsAll(roles);
    }

    @Test
    void shouldBeArmedForTheFirstPassUnlessAnotherIsNamed() {
        assertThat(CrashOrder.parse("sweep-half-done")).isEqualTo(new CrashOrder(CrashPoint.SWEEP_HALF_DONE, 1));
        assertThat(CrashOrder.parse("sweep-half-done:40")).isEqualTo(new CrashOrder(CrashPoint.SWEEP_HALF_DONE, 40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "SWEEP_HALF_DONE", "sweep-half", "sweep-half-done ", "sweep-half-done,range"})
    void shouldRefuseUnknownNamesWithThoseThatThereAre(String unknown) {
        assertThatThrownBy(() -> CrashOrder.parse(unknown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("godwit.crash.at: '")
                .hasMessageContaining(String.join(", ", NAMES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "x", "1.5", "1:2", " 1"})
    void shouldRefuseWhatIsNoPass(String number) {
        assertThatThrownBy(() -> CrashOrder.parse("sweep-half-done:" + number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("godwit.crash.at: the number of the pass is '" + number + "'; must be 1 or more");
    }

    @Test
    void shouldLetAProcessPassThatIsNotToldToDie() {
        CrashPoint.checkArmed();
        Stream.of(CrashPoint.values()).forEach(CrashPoint::pass);
    }

    @Test
    void shouldHaltAtThePassThatItIsArmedFor() throws InterruptedException {
        Ended ended = run("commit-before-poll:3");

        assertThat(ended.code()).isEqualTo(137);
        assertThat(ended.output())
                .containsExactly(
                        "godwit: armed to halt at pass 3 of crash point commit-before-poll",
                        "pass 1",
                        "pass 2",
                        "pass 3",
                        "godwit: crash point commit-before-poll passed, halting");
    }

    @Test
    void shouldEndAStartWithAnUnknownName() throws InterruptedException {
        Ended ended = run("nowhere");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).anyMatch(line -> line.contains("'nowhere' is no crash point; there are "));
    }

    /** The document is written by hand: this keeps it true. */
    @Test
    void shouldBeDocumentedAsTheyAre() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "crash-points.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows).map(CrashPointTest::nameAndRoles).isEqualTo(expectedRows());
        assertThat(rows).allMatch(row -> row.matches("\\|[^|]+\\|[^|]+\\|[^|]+\\|[^|]+\\|[^|]*\\bI\\d+[^|]*\\|"));
    }

    private static String nameAndRoles(String row) {
        String[] cells = row.split("\\|", -1);
        return cells[1].strip() + " " + cells[2].strip();
    }

    private static List<String> expectedRows() {
        return Arrays.stream(CrashPoint.values())
                .map(point -> "`" + point.text() + "` " + String.join(", ", point.roles()))
                .toList();
    }

    private record Ended(int code, List<String> output) {}

    private static Ended run(String armed) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:TieredStopAtLevel=1",
                            "-D" + CrashPoint.PROPERTY + "=" + armed,
                            "-cp",
                            System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                            Passing.class.getName())
                    .redirectErrorStream(true)
                    .start();
            List<String> output = process.inputReader().lines().toList();
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes a point five times, with another one between. */
    static final class Passing {
        private Passing() {}

        public static void main(String[] args) {
            CrashPoint.checkArmed();
            for (int pass = 1; pass <= 5; pass++) {
                System.out.println("pass " + pass);
                CrashPoint.SWEEP_HALF_DONE.pass();
                CrashPoint.COMMIT_BEFORE_POLL.pass();
            }
        }
    }
}
