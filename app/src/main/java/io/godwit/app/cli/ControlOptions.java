package io.godwit.app.cli;

import io.godwit.app.migration.DataDirectory;
import io.godwit.app.migration.Preflight;
import io.godwit.app.migration.PreflightException;
import io.godwit.console.control.ControlLine;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.FlowSetupException;
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
        Topics topics = Usage.check(() -> Topics.of(name));
        ClientProperties kafka = ClientProperties.of(servers());
        try {
            return ControlLine.open(kafka, topics, Wire.embedded());
        } catch (FlowSetupException e) {
            throw new PreflightException("--name is '" + name + "'; no migration of this name has run at "
                    + kafka.bootstrapServers() + " (" + e.getMessage() + "): give the --name of ./godwit migrate");
        }
    }

    private String servers() {
        if (bootstrapServers != null) {
            Preflight.requireNamedKafka(bootstrapServers, ClientProperties.of(bootstrapServers));
            return bootstrapServers;
        }
        String local = DataDirectory.address(data);
        Preflight.requireKafka(
                "--data is '" + data + "', whose Kafka was at " + local,
                ClientProperties.of(local),
                "its migration does not run; start the same ./godwit migrate command again");
        return local;
    }
}
