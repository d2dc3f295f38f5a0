package io.godwit.projector.traffic;

import java.util.Map;
import java.util.Optional;

/**
 * One whole captured request and, if there is one, its whole answer.
 *
 * @param method HTTP method
 * @param uri path and query as the side got it
 * @param headers of the request, names in lower case
 * @param body of the request as sent
 * @param answer empty when the outcome is unknown
 * @param at when it was captured, ms since the epoch
 */
record Exchange(String method, String uri, Map<String, String> headers, byte[] body, Optional<Answer> answer, long at) {

    /**
     * The outcome.
     *
     * @param status HTTP status
     * @param headers names in lower case
     * @param body as received
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    String line() {
        return method + " " + uri;
    }
}
