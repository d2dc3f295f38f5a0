package io.godwit.app.cli;

import io.godwit.app.migration.MigrationSettings;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.workflow.Order;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The properties of {@code --set}: ours are checked here; the rest goes to the Kafka clients, which check theirs.
 *
 * @param settings ours
 * @param client everything without one of our prefixes
 */
record MigrateProperties(MigrationSettings settings, Map<String, String> client) {
    private static final Set<String> CHANGEABLE = Set.of(MigrationSettings.MBPS, MigrationSettings.INFLIGHT);
    private static final Set<String> PREFIXES =
            Set.of("replayer.", "swing.", "capture.", "projector.", "console.", "verify.");

    static MigrateProperties of(Map<String, String> given) {
        Map<String, String> client = new TreeMap<>();
        given.forEach((key, value) -> {
            if (PREFIXES.stream().anyMatch(key::startsWith)) {
                requireKnown(key);
            } else {
                client.put(key, value);
            }
        });
        return new MigrateProperties(MigrationSettings.of(given), client);
    }

    /** The order of {@code godwit set}: of our properties only some can be changed while a migration runs. */
    static Order changeable(Map<String, String> given) {
        for (String key : given.keySet()) {
            if (!CHANGEABLE.contains(key)) {
                throw new IllegalArgumentException("'" + key + "' cannot be changed while a migration runs; only "
                        + new TreeSet<>(CHANGEABLE) + " can");
            }
        }
        ReplayLimits limits = MigrationSettings.of(given).limits();
        return new Order.Limit(
                Optional.of(limits.maxMbps()).filter(_ -> given.containsKey(MigrationSettings.MBPS)),
                Optional.of(limits.maxInflightRequests()).filter(_ -> given.containsKey(MigrationSettings.INFLIGHT)));
    }

    private static void requireKnown(String key) {
        if (!MigrationSettings.KEYS.contains(key)) {
            throw new IllegalArgumentException("unknown property '" + key + "'; known are " + MigrationSettings.KEYS
                    + " and the Kafka clients' own");
        }
    }
}
