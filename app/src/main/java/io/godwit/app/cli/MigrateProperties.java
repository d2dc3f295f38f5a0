package io.godwit.app.cli;

import io.godwit.console.role.ReplayLimits;
import io.godwit.console.swing.SwingSettings;
import io.godwit.console.workflow.Order;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The properties of {@code --set}: ours are checked here, with every problem named at once; the rest goes to the Kafka
 * clients, which check theirs.
 *
 * @param limits from {@code replayer.max.mbps} and {@code replayer.max.inflight.requests}
 * @param swing from {@code swing.hold.max.ms} and {@code swing.ready.wait.ms}
 * @param client everything without one of our prefixes
 */
record MigrateProperties(ReplayLimits limits, SwingSettings swing, Map<String, String> client) {
    private static final String MBPS = "replayer.max.mbps";
    private static final String INFLIGHT = "replayer.max.inflight.requests";
    private static final String HOLD = "swing.hold.max.ms";
    private static final String READY_WAIT = "swing.ready.wait.ms";
    private static final Set<String> OURS = Set.of(MBPS, INFLIGHT, HOLD, READY_WAIT);
    private static final Set<String> CHANGEABLE = Set.of(MBPS, INFLIGHT);
    private static final Set<String> PREFIXES =
            Set.of("replayer.", "swing.", "capture.", "projector.", "console.", "verify.");

    static final int DEFAULT_INFLIGHT = 3;

    static MigrateProperties of(Map<String, String> given) {
        Map<String, String> client = new TreeMap<>();
        given.forEach((key, value) -> {
            if (PREFIXES.stream().anyMatch(key::startsWith)) {
                requireKnown(key);
            } else {
                client.put(key, value);
            }
        });
        ReplayLimits limits = new ReplayLimits(number(given, MBPS, 0), (int) number(given, INFLIGHT, DEFAULT_INFLIGHT));
        SwingSettings swing = new SwingSettings(
                Duration.ofMillis((long) number(
                        given, HOLD, (double) SwingSettings.DEFAULT.holdMax().toMillis())),
                Duration.ofMillis((long) number(given, READY_WAIT, (double)
                        SwingSettings.DEFAULT.readyWait().toMillis())));
        return new MigrateProperties(limits, swing, client);
    }

    /** The order of {@code godwit set}: of our properties only some can be changed while a migration runs. */
    static Order changeable(Map<String, String> given) {
        for (String key : given.keySet()) {
            if (!CHANGEABLE.contains(key)) {
                throw new IllegalArgumentException("'" + key + "' cannot be changed while a migration runs; only "
                        + new TreeSet<>(CHANGEABLE) + " can");
            }
        }
        ReplayLimits limits = of(given).limits();
        return new Order.Limit(
                given.containsKey(MBPS) ? Optional.of(limits.maxMbps()) : Optional.empty(),
                given.containsKey(INFLIGHT) ? Optional.of(limits.maxInflightRequests()) : Optional.empty());
    }

    private static void requireKnown(String key) {
        if (!OURS.contains(key)) {
            throw new IllegalArgumentException(
                    "unknown property '" + key + "'; known are " + new TreeSet<>(OURS) + " and the Kafka clients' own");
        }
    }

    private static double number(Map<String, String> given, String key, double otherwise) {
        String value = given.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + value + "'; must be a number", e);
        }
    }
}
