package io.godwit.console.verdict;

import io.godwit.console.role.BackfillStatus;
import io.godwit.console.role.CaptureStatus;
import io.godwit.console.role.ReplayStatus;
import io.godwit.console.role.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the verdict is computed from, all taken at one moment.
 *
 * @param capture what the proxies say
 * @param stages what waits, in flow order
 * @param backfill empty when this flow needs none, because both sides were equal when it was armed
 * @param replay what the replayer says
 * @param verification the last verification of this epoch
 * @param problems whatever else speaks against it, in words
 */
public record Facts(
        CaptureStatus capture,
        List<Stage> stages,
        Optional<BackfillStatus> backfill,
        ReplayStatus replay,
        Verification verification,
        List<String> problems) {

    public Facts {
        stages = List.copyOf(stages);
        problems = List.copyOf(problems);
    }

    /** What became of the last verification. */
    public sealed interface Verification {}

    /** There was none. */
    public record Never() implements Verification {}

    /** It is under way, or it failed and is to be tried again: whatever an older one found counts no more. */
    public record Unfinished() implements Verification {}

    /**
     * It came to a result.
     *
     * @param equal whether it found no difference
     * @param age time since it ended
     * @param summary its result in one line
     */
    public record Ended(boolean equal, Duration age, String summary) implements Verification {}
}
