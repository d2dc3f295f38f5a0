package io.godwit.flow.crash;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where to die.
 *
 * @param pass at which pass of the point; from 1
 */
record CrashOrder(CrashPoint point, long pass) {
    /** What this process was started with; an {@link IllegalArgumentException} when it is no order. */
    static Optional<CrashOrder> given() {
        return Optional.ofNullable(System.getProperty(CrashPoint.PROPERTY)).map(CrashOrder::parse);
    }

    static CrashOrder parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        return new CrashOrder(point(name), colon < 0 ? 1 : pass(text.substring(colon + 1)));
    }

    private static CrashPoint point(String name) {
        return Arrays.stream(CrashPoint.values())
                .filter(point -> point.text().equals(name))
                .findFirst()
                .orElseThrow(() -> refused("'" + name + "' is no crash point; there are "
                        + Arrays.stream(CrashPoint.values())
                                .map(CrashPoint::text)
                                .collect(Collectors.joining(", "))));
    }

    private static long pass(String number) {
        try {
            long pass = Long.parseLong(number);
            if (pass >= 1) {
                return pass;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw refused("the number of the pass is '" + number + "'; must be 1 or more");
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(CrashPoint.PROPERTY + ": " + why);
    }
}
