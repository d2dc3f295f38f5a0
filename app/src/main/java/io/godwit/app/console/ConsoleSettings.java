package io.godwit.app.console;

import io.godwit.app.migration.MigrationSettings;
import io.godwit.app.role.Assignment;
import io.godwit.app.role.RoleConfig;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * What only a console is told.
 *
 * @param spec what is moved
 */
record ConsoleSettings(Assignment.Spec spec, MigrationSettings migration) {

    static ConsoleSettings of(RoleConfig config) {
        return new ConsoleSettings(
                new Assignment.Spec(
                        text(config.ownWays().source().orElseThrow()),
                        text(config.ownWays().target().orElseThrow()),
                        list(config, "indices.include"),
                        list(config, "indices.exclude")),
                MigrationSettings.of(config.settings()));
    }

    private static String text(URI address) {
        return address.toString().replaceAll("/+$", "");
    }

    private static List<String> list(RoleConfig config, String key) {
        return Arrays.stream(config.settings().getOrDefault(key, "").split(","))
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }
}
