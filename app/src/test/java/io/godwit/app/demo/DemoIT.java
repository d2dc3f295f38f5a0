package io.godwit.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo, with fewer documents: there, and back again, while clients write. */
class DemoIT {
    private static final int DOCUMENTS = 1_500;
    private static final int VERIFICATIONS = 4;

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(DemoOptions.Source.class)
    void shouldMoveClientsThereAndBackWithoutAnErrorOrALostWrite(DemoOptions.Source source)
            throws InterruptedException {
        DemoOptions options = new DemoOptions(source, DOCUMENTS, 20_261_121, 30, false, Optional.of(data));
        List<String> said = new ArrayList<>();
        try (DemoRun run = DemoRun.start(options, said::add, _ -> {})) {
            DemoResult result = run.run();

            assertThat(result.clientErrors()).as("client errors").isEmpty();
            assertThat(result.brokenPromises()).as("broken promises").isEmpty();
            assertThat(result.passed()).as("%s", String.join("\n", said)).isTrue();
            assertThat(result.verifications()).hasSize(VERIFICATIONS).allMatch(line -> line.endsWith("equal"));
            assertThat(result.operations()).isGreaterThan(500);
        }
    }
}
