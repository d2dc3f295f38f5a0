package io.godwit.app.demo;

import java.util.List;

/**
 * What a demo showed.
 *
 * @param passed equal at each verification, and no client saw an error or lost a write
 * @param seed to run it again
 * @param documents loaded at the start
 * @param operations acknowledged to clients
 * @param verifications results in order
 * @param swings answers in order
 * @param clientErrors what clients saw
 * @param brokenPromises records that do not hold what clients were promised, or not the same on both sides
 * @param seconds from the first server's start to the end
 * @param source address of the source
 * @param target address of the target
 * @param proxy address of the capture proxy
 */
public record DemoResult(
        boolean passed,
        long seed,
        int documents,
        long operations,
        List<String> verifications,
        List<String> swings,
        List<String> clientErrors,
        List<String> brokenPromises,
        double seconds,
        String source,
        String target,
        String proxy) {

    public DemoResult {
        verifications = List.copyOf(verifications);
        swings = List.copyOf(swings);
        clientErrors = List.copyOf(clientErrors);
        brokenPromises = List.copyOf(brokenPromises);
    }
}
