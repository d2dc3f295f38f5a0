package io.godwit.console.verify;

import java.time.Duration;

/**
 * How a mismatch is looked at again before it counts. In each round the copy catches up, then both sides are read in
 * real time. A record that differs in two rounds at the same revision of the truth differs; one that moved is looked at
 * again.
 *
 * @param catchUp waits for the lag to pass
 * @param atMost for one catch-up; if it takes longer the verification fails
 * @param rounds at least 2; a record that still moves after the last one makes the verification fail
 * @param pause before the second round, doubled before each further one up to 5 s
 */
public record Rechecks(CatchUp catchUp, Duration atMost, int rounds, Duration pause) {
    public Rechecks {
        if (rounds < 2) {
            throw new IllegalArgumentException("rounds is " + rounds + "; must be at least 2, because only a second"
                    + " look tells a difference from a record that is on its way");
        }
    }

    /** Ten rounds, the first pause 100 ms, at most a minute for each catch-up. */
    public static Rechecks after(CatchUp catchUp) {
        return new Rechecks(catchUp, Duration.ofSeconds(60), 10, Duration.ofMillis(100));
    }
}
