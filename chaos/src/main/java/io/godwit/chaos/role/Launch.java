package io.godwit.chaos.role;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to one start of a role process.
 *
 * @param flags further flags of its JVM
 * @param environment further variables
 * @param crashPoint where it is meant to halt by itself, with exit code {@value #CRASHED}
 */
public record Launch(
        List<String> flags,
        Map<String, String> environment,
        @Nullable String crashPoint) {
    /** What a process that halts at a crash point ends with; the same as of one that was killed. */
    public static final int CRASHED = 137;

    public static final Launch PLAIN = new Launch(List.of(), Map.of(), null);

    /** Copies. */
    public Launch {
        flags = List.copyOf(flags);
        environment = Map.copyOf(environment);
    }

    /** One that halts when it passes that crash point for the {@code pass}-th time. */
    public static Launch crashingAt(String point, int pass) {
        return new Launch(List.of("-Dgodwit.crash.at=" + point + ":" + pass), Map.of(), point);
    }
}
