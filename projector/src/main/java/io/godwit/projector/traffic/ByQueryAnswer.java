package io.godwit.projector.traffic;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the answer to an update or a delete by query tells
 * (https://docs.opensearch.org/latest/api-reference/document-apis/delete-by-query/).
 *
 * @param task the task that goes on by itself; {@link Finding.Rescan#SOME_TASK} when nobody knows, empty when it has ended
 * @param removedNothing whether it is certain that no document was deleted
 */
record ByQueryAnswer(Optional<String> task, boolean removedNothing) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of a request of which nobody knows whether it was executed, or whose answer cannot be read. */
    static final ByQueryAnswer UNKNOWN = new ByQueryAnswer(Finding.Rescan.SOME_TASK, false);

    /** Of one that was refused half-way: it has ended. */
    static final ByQueryAnswer REFUSED = new ByQueryAnswer(Optional.empty(), false);

    /** Of a request that was executed, as far as the status tells. */
    static ByQueryAnswer of(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            boolean complete = !answer.path("timed_out").asBoolean(true)
                    && answer.path("failures").isArray()
                    && answer.path("failures").isEmpty();
            return new ByQueryAnswer(
                    answer.path("task").stringValueOpt(),
                    complete
                            && answer.path("deleted").isInt()
                            && answer.path("deleted").asInt() == 0);
        } catch (JacksonException e) {
            return UNKNOWN;
        }
    }
}
