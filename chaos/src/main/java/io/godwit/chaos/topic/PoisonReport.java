package io.godwit.chaos.topic;

import java.util.List;
import java.util.Map;

/**
 * What became of the bad records of a run.
 *
 * @param put how many Kafka took, by what was wrong with them
 * @param deadLetters how many of them are dead letters
 * @param notReached how many nobody has come to, because their flow is not the one that works now
 * @param lost where those lay that were passed and are no dead letters
 * @param neighbours records that are dead letters although they are none of these
 */
public record PoisonReport(
        Map<String, Long> put, long deadLetters, long notReached, List<String> lost, List<String> neighbours) {
    /** Copies. */
    public PoisonReport {
        put = Map.copyOf(put);
        lost = List.copyOf(lost);
        neighbours = List.copyOf(neighbours);
    }
}
