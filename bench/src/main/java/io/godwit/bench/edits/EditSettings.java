package io.godwit.bench.edits;

import java.net.URI;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Which edits.
 *
 * @param proxy where clients write
 * @param typed whether the source's paths name the mapping type
 * @param documents how many there are, with ids {@code doc-0} and on; each edit is of another one
 * @param perSecond how many edits fall due in a second
 * @param body the body of a document by its number: a JSON object
 */
public record EditSettings(
        URI proxy, URI target, String index, boolean typed, int documents, int perSecond, IntFunction<String> body) {
    /** How long a request may take. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    public EditSettings {
        if (perSecond < 1 || perSecond > 1000) {
            throw new IllegalArgumentException("edits per second is " + perSecond + "; must be 1 to 1000");
        }
    }
}
