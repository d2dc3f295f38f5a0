package io.godwit.chaos.role;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A role process ended.
 *
 * @param name of the process
 * @param cause why
 * @param exitCode of the process
 * @param lived how long it ran
 * @param crashPoint where it halted, if it did
 */
public record Ending(
        String name,
        Cause cause,
        int exitCode,
        Duration lived,
        @Nullable String crashPoint) {
    /** Why a process ended. */
    public enum Cause {
        /** It was killed, as was asked for. */
        KILLED,
        /** It was killed only to be started in another way. */
        RENEWED,
        /** It halted at the crash point it was started with. */
        CRASHED,
        /** It ended in order, as was asked for. */
        STOPPED,
        /** Nobody asked for it. */
        BY_ITSELF
    }

    @Override
    public String toString() {
        return name + " ended (" + cause + (crashPoint == null ? "" : " at " + crashPoint) + ") with exit code "
                + exitCode + " after " + lived.toMillis() + " ms";
    }
}
