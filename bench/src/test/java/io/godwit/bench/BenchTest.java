package io.godwit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void shouldRefuseAContenderThatNobodyKnows() {
        assertThat(run("backfill", "--only", "raw,godwitt")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(errors.toString())
                .isEqualToIgnoringNewLines("bench backfill: --only: there is no 'godwitt'; there is raw, scan, godwit,"
                        + " _reindex, elasticdump (see ./godwit bench backfill --help)");
    }

    @Test
    void shouldRefuseToSkipABenchmarkThatNobodyKnows() {
        assertThat(run("all", "--skip", "backfil")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(errors.toString())
                .contains("--skip: there is no 'backfil'; there is backfill, edit-latency, memory")
                .hasLineCount(1);
    }

    @Test
    void shouldRefuseToSkipAllThereIs() {
        assertThat(run("all", "--skip", "backfill,edit-latency,memory", "--write-docs"))
                .isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(errors.toString()).contains("nothing to measure").hasLineCount(1);
    }

    private int run(String... arguments) {
        return Bench.line().setErr(new PrintWriter(errors, true)).execute(arguments);
    }
}
