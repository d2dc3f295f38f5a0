package io.godwit.chaos;

import io.godwit.chaos.check.Finding;
import io.godwit.chaos.topic.PoisonReport;
import java.util.List;
import java.util.Map;

/**
 * What a run showed.
 *
 * @param passed whether every invariant held
 * @param seed to run it again
 * @param faults how many of each kind
 * @param halts crash points, each with how often a process halted there; those where none did, with 0
 * @param repeated records that came again on lanes and candidates
 * @param poison what became of bad records
 * @param requests that clients sent
 * @param operations on records that were in these; each item of a bulk is one
 * @param unknown requests that got no answer
 * @param swings what was ordered and became of it
 * @param findings each invariant by its name
 * @param seconds from the first server's start to the end
 */
public record ChaosResult(
        boolean passed,
        long seed,
        Map<String, Integer> faults,
        Map<String, Integer> halts,
        long repeated,
        PoisonReport poison,
        long requests,
        long operations,
        long unknown,
        String swings,
        List<Finding> findings,
        double seconds) {
    /** Copies. */
    public ChaosResult {
        faults = Map.copyOf(faults);
        halts = Map.copyOf(halts);
        findings = List.copyOf(findings);
    }
}
