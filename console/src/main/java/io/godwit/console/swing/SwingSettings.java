package io.godwit.console.swing;

import java.time.Duration;

/**
 * How long a swing may take.
 *
 * @param holdMax writes of clients wait at most this long ({@code swing.hold.max.ms})
 * @param readyWait before that, how long to wait for the verdict to become ready, and then for a moment without rescans
 *     ({@code swing.ready.wait.ms})
 */
public record SwingSettings(Duration holdMax, Duration readyWait) {
    public static final SwingSettings DEFAULT = new SwingSettings(Duration.ofSeconds(10), Duration.ofSeconds(60));

    public SwingSettings {
        if (holdMax.toMillis() < 1 || holdMax.toMillis() > 300_000) {
            throw new IllegalArgumentException("swing.hold.max.ms is " + holdMax.toMillis()
                    + "; must be 1 to 300000, because clients wait that long");
        }
        if (readyWait.isNegative()) {
            throw new IllegalArgumentException(
                    "swing.ready.wait.ms is " + readyWait.toMillis() + "; must not be negative");
        }
    }
}
