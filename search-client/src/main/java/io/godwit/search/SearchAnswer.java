package io.godwit.search;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a cluster answered: any status that HTTP knows; a connection that broke is a {@link SearchUnavailableException}.
 *
 * @param status HTTP status
 * @param body bytes as received, not copied
 * @param request method and address, for messages
 */
public record SearchAnswer(int status, byte[] body, String request) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MESSAGE_LIMIT = 600;

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The body as a tree: for administration and small answers, not for documents. */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    JsonNode jsonOr(JsonNode other) {
        try {
            return json();
        } catch (JacksonException e) {
            return other;
        }
    }

    /** This answer if its status is 2xx, else {@link SearchRefusedException}. */
    public SearchAnswer orRefuse() {
        if (!ok()) {
            throw new SearchRefusedException(this);
        }
        return this;
    }

    /** The body's beginning, for messages. */
    public String excerpt() {
        String text = new String(body, 0, Math.min(body.length, MESSAGE_LIMIT), StandardCharsets.UTF_8);
        return body.length > MESSAGE_LIMIT ? text + "..." : text;
    }
}
