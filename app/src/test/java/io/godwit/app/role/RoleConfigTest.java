package io.godwit.app.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.app.line.Role;
import io.godwit.app.migration.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleConfigTest {
    @TempDir
    private Path directory;

    @Test
    void shouldNameAllProblemsAtOnceWithTheirLines() throws IOException {
        Path file = file("""
                migration=shop
                data=/data
                bootstrap.servers=kafka:9092
                source.url=http://old:9200
                target.url=http://new:9200
                replayer.max.inflight.requests=2.7
                swing.hold.max.ms=0
                swing.ready.wait.ms=NaN
                replayer.max.mpbs=3
                """);

        assertThatThrownBy(() -> RoleConfig.read(Role.CONSOLE, file))
                .isInstanceOf(PreflightException.class)
                .hasMessageContaining(file + ":6: replayer.max.inflight.requests: ")
                .hasMessageContaining("is '2.7'; must be a whole number")
                .hasMessageContaining(file + ":7: swing.hold.max.ms: ")
                .hasMessageContaining(file + ":8: swing.ready.wait.ms: ")
                .hasMessageContaining(file + ":9: replayer.max.mpbs: is no property of a console");
    }

    @Test
    void shouldPassOnWhatIsKafkas() throws IOException {
        RoleConfig config = RoleConfig.read(Role.REPLAYER, file("""
                migration=shop
                role.name=replayer-7
                data=/data
                bootstrap.servers=kafka:9092
                security.protocol=SSL
                """));

        assertThat(config.name()).isEqualTo("replayer-7");
        assertThat(config.kafka()).containsEntry("security.protocol", "SSL");
        assertThat(config.settings()).isEmpty();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("role.properties"), text);
    }
}
