package io.godwit.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleProcessesTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void shouldNameARoleThatEndedByItselfAndGoOnWithoutItsSamples() throws InterruptedException {
        try (RoleProcesses roles = new RoleProcesses(64, directory)) {
            // without bootstrap.servers it cannot start
            RoleProcess replayer = roles.launch("replayer", Map.of("migration", "m"));
            assertThatIllegalStateException()
                    .isThrownBy(replayer::awaitReady)
                    .withMessageContaining("replayer ended with 3")
                    .withMessageContaining("bootstrap.servers");

            try (MemorySampler sampler = MemorySampler.start(roles.all(), directory)) {
                assertThat(sampler.finish())
                        .singleElement()
                        .satisfies(samples -> assertThat(samples.resident()).isEmpty());
            }
            assertThat(roles.ended()).containsExactly("replayer");
            assertThat(roles.ranOutOfMemory()).isEmpty();
            assertThatIllegalStateException().isThrownBy(roles::requireAlive);
        }
    }
}
