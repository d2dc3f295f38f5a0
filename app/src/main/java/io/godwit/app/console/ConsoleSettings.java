package io.godwit.app.console;

import io.godwit.app.role.Assignment;
import io.godwit.app.role.RoleConfig;
import io.godwit.console.role.ReplayLimits;
import io.godwit.console.swing.SwingSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What only a console is told.
 *
 * @param spec what is moved
 * @param limits of each replayer
 */
record ConsoleSettings(Assignment.Spec spec, ReplayLimits limits, SwingSettings swing) {
    private static final int DEFAULT_INFLIGHT = 3;

    /** A value that cannot be is an {@link IllegalArgumentException} that names its key. */
    static ConsoleSettings of(RoleConfig config) {
        Map<String, String> given = config.settings();
        return new ConsoleSettings(
                new Assignment.Spec(
                        text(config.ownWays().source().orElseThrow()),
                        text(config.ownWays().target().orElseThrow()),
                        list(given, "indices.include"),
                        list(given, "indices.exclude")),
                new ReplayLimits(number(given, "replayer.max.mbps", 0), (int)
                        number(given, "replayer.max.inflight.requests", DEFAULT_INFLIGHT)),
                new SwingSettings(
                        millis(given, "swing.hold.max.ms", SwingSettings.DEFAULT.holdMax()),
                        millis(given, "swing.ready.wait.ms", SwingSettings.DEFAULT.readyWait())));
    }

    private static String text(URI address) {
        return address.toString().replaceAll("/+$", "");
    }

    private static List<String> list(Map<String, String> given, String key) {
        return Arrays.stream(given.getOrDefault(key, "").split(","))
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    private static Duration millis(Map<String, String> given, String key, Duration otherwise) {
        return Duration.ofMillis((long) number(given, key, (double) otherwise.toMillis()));
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
