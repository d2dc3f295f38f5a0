package io.godwit.app.cli;

import io.godwit.app.line.LastAssignment;
import io.godwit.app.migration.DataDirectory;
import io.godwit.app.migration.Preflight;
import io.godwit.app.migration.PreflightException;
import io.godwit.app.role.Assignment;
import io.godwit.app.role.MigrationPlace;
import io.godwit.console.control.ControlLine;
import io.godwit.flow.ClientProperties;
import io.godwit.flow.FlowSetupException;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command finds the migration it is about. */
final class ControlOptions {
    private static final String DEFAULT_NAME = "godwit";

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

    @Option(names = "--name", paramLabel = "NAME", description = "Its name. Default: godwit.")
    private @Nullable String name;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The file of one of its roles, instead: tells its name, its Kafka and how to log in there.")
    private @Nullable Path config;

    private @Nullable MigrationPlace place;

    ControlLine open() {
        MigrationPlace here = place();
        try {
            return ControlLine.open(here.kafka(), here.topics(), Wire.embedded());
        } catch (FlowSetupException e) {
            String named = config == null ? "--name is '" : "migration in " + config + " is '";
            throw new PreflightException(named + here.topics().flow() + "'; no migration of this name has run at "
                    + here.kafka().bootstrapServers() + " (" + e.getMessage()
                    + "): give the name that it was started with");
        }
    }

    /** Its name and its Kafka, whose brokers have answered once. */
    MigrationPlace place() {
        if (place == null) {
            place = config == null
                    ? new MigrationPlace(
                            Usage.check(() -> Topics.of(name == null ? DEFAULT_NAME : name)),
                            ClientProperties.of(servers()))
                    : placeIn(config);
        }
        return place;
    }

    /** The clusters of the migration, without credentials; empty when neither data directory nor console tells. */
    Optional<DataDirectory.Clusters> clusters() {
        if (bootstrapServers == null && config == null) {
            return DataDirectory.clusters(data);
        }
        MigrationPlace here = place();
        try {
            return LastAssignment.read(here.kafka(), here.topics(), Wire.embedded(), Assignment.class)
                    .map(Assignment::spec)
                    .map(spec -> new DataDirectory.Clusters(URI.create(spec.source()), URI.create(spec.target())));
        } catch (FlowSetupException e) {
            return Optional.empty(); // whoever reads more of it tells
        }
    }

    private MigrationPlace placeIn(Path file) {
        if (bootstrapServers != null || name != null) {
            throw new UsageException("--config is '" + file + "', which tells name and brokers: leave "
                    + (name == null ? "--bootstrap.servers" : "--name") + " out");
        }
        MigrationPlace read = MigrationPlace.read(file);
        Preflight.requireKafka(
                "bootstrap.servers in " + file + " is " + read.kafka().bootstrapServers(),
                read.kafka(),
                "start it, or give the address of one of its brokers and what they want of a client");
        return read;
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
