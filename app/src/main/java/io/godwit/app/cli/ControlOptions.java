package io.godwit.app.cli;

import io.godwit.app.migration.DataDirectory;
import io.godwit.console.control.ControlLine;
import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command finds the migration it is about. */
final class ControlOptions {
    @Option(
            names = "--data",
            defaultValue = "godwit-data",
            paramLabel = "DIR",
            description = "Data directory of the running migration. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("godwit-data");

    @Option(
            names = "--bootstrap.servers",
            paramLabel = "HOST:PORT,...",
            description = "Its Kafka cluster, when this is another machine.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--name",
            defaultValue = "godwit",
            paramLabel = "NAME",
            description = "Its name. Default: ${DEFAULT-VALUE}.")
    private String name = "godwit";

    ControlLine open() {
        String servers = bootstrapServers == null ? DataDirectory.address(data) : bootstrapServers;
        return ControlLine.open(ClientProperties.of(servers), Topics.of(name), Wire.embedded());
    }
}
