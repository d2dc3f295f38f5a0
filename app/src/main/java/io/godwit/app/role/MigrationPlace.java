package io.godwit.app.role;

import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import java.nio.file.Path;

/** Where a migration's topics are, and how Kafka is reached: enough to speak with its console. */
public record MigrationPlace(Topics topics, ClientProperties kafka) {

    /**
     * As the file of one of its roles says, whichever; every problem in it is named at once in a
     * {@link io.godwit.app.migration.PreflightException}.
     */
    public static MigrationPlace read(Path file) {
        return new RoleConfigReader(io.godwit.app.line.Role.CONSOLE, ConfigFile.read(file)).place();
    }
}
