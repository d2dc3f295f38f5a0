package io.godwit.replayer.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the answer to a {@code _bulk} request, item by item, without building it in memory. An answer without errors is
 * not read beyond its head.
 */
final class BulkAnswer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NO_ERRORS = "\"errors\":false".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 200;

    private BulkAnswer() {}

    /** One outcome for each of the {@code count} changes that were sent, in their order. */
    static List<Outcome> read(byte[] body, int count) {
        if (saysNoErrors(body)) {
            return Collections.nCopies(count, Outcome.APPLIED);
        }
        List<Outcome> outcomes = new ArrayList<>(count);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.PROPERTY_NAME
                        && parser.streamReadContext().getNestingDepth() == 1
                        && parser.currentName().equals("items")) {
                    parser.nextToken();
                    readItems(parser, outcomes);
                }
            }
        }
        if (outcomes.size() != count) {
            throw new IllegalStateException("_bulk of " + count + " changes answered " + outcomes.size() + " items");
        }
        return outcomes;
    }

    private static boolean saysNoErrors(byte[] body) {
        int last = Math.min(body.length, HEAD) - NO_ERRORS.length;
        for (int at = 0; at <= last; at++) {
            if (java.util.Arrays.equals(body, at, at + NO_ERRORS.length, NO_ERRORS, 0, NO_ERRORS.length)) {
                return true;
            }
            if (body[at] == '[') {
                return false;
            }
        }
        return false;
    }

    private static void readItems(JsonParser parser, List<Outcome> outcomes) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.nextToken(); // the action's name
            parser.nextToken(); // its object
            outcomes.add(readItem(parser));
            parser.nextToken(); // end of the item
        }
    }

    private static Outcome readItem(JsonParser parser) {
        int status = 0;
        String[] error = {"", ""};
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "status" -> status = parser.getIntValue();
                case "error" -> readError(parser, error);
                default -> parser.skipChildren();
            }
        }
        return OutcomeRules.ofItem(status, error[0], error[1]);
    }

    private static void readError(JsonParser parser, String[] error) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            error[1] = String.valueOf(parser.getValueAsString());
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> error[0] = String.valueOf(parser.getValueAsString());
                case "reason" -> error[1] = String.valueOf(parser.getValueAsString());
                case "caused_by" -> appendCause(parser, error);
                default -> parser.skipChildren();
            }
        }
    }

    private static void appendCause(JsonParser parser, String[] error) {
        String[] cause = {"", ""};
        readError(parser, cause);
        error[1] += " (" + cause[0] + ": " + cause[1] + ")";
    }
}
