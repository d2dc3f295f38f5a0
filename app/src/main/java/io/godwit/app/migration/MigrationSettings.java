package io.godwit.app.migration;

import io.godwit.console.role.ReplayLimits;
import io.godwit.console.swing.SwingSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a migration can be told beside what is moved; what is not told is as usual.
 *
 * @param limits of each replayer: {@code replayer.max.mbps} and {@code replayer.max.inflight.requests}
 * @param swing {@code swing.hold.max.ms} and {@code swing.ready.wait.ms}
 */
public record MigrationSettings(ReplayLimits limits, SwingSettings swing) {
    public static final String MBPS = "replayer.max.mbps";
    public static final String INFLIGHT = "replayer.max.inflight.requests";
    private static final String HOLD = "swing.hold.max.ms";
    private static final String READY_WAIT = "swing.ready.wait.ms";

    /** All keys, in their order. */
    public static final Set<String> KEYS = new TreeSet<>(Set.of(MBPS, INFLIGHT, HOLD, READY_WAIT));

    public static final MigrationSettings DEFAULT =
            new MigrationSettings(new ReplayLimits(0, 3), SwingSettings.DEFAULT);

    /** Reads those of its keys that are given; a value that cannot be is an {@link IllegalArgumentException} that names it. */
    public static MigrationSettings of(Map<String, String> given) {
        ReplayLimits limits = new ReplayLimits(
                number(given, MBPS).map(BigDecimal::doubleValue).orElse(DEFAULT.limits.maxMbps()),
                whole(given, INFLIGHT).map(Math::toIntExact).orElse(DEFAULT.limits.maxInflightRequests()));
        SwingSettings swing = new SwingSettings(
                whole(given, HOLD).map(Duration::ofMillis).orElse(DEFAULT.swing.holdMax()),
                whole(given, READY_WAIT).map(Duration::ofMillis).orElse(DEFAULT.swing.readyWait()));
        return new MigrationSettings(limits, swing);
    }

    private static Optional<Long> whole(Map<String, String> given, String key) {
        return number(given, key).map(number -> {
            try {
                return (long) number.intValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(key + " is '" + given.get(key) + "'; must be a whole number", e);
            }
        });
    }

    private static Optional<BigDecimal> number(Map<String, String> given, String key) {
        try {
            return Optional.ofNullable(given.get(key)).map(String::strip).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + given.get(key) + "'; must be a number", e);
        }
    }
}
