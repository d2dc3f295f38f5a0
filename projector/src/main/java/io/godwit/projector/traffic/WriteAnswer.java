package io.godwit.projector.traffic;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a server says of one operation; what it does not say is empty or -1.
 *
 * @param status of a bulk item; 0 in the answer to a single operation
 */
record WriteAnswer(String index, String id, String result, int status, long primaryTerm, long seqNo) {
    private static final JsonFactory JSON = new JsonFactory();

    static final WriteAnswer NOTHING = new WriteAnswer("", "", "", 0, -1, -1);

    boolean sequenced() {
        return seqNo >= 0 && primaryTerm > 0 && !index.isEmpty() && !id.isEmpty();
    }

    /** The answer to a single operation; {@link #NOTHING} if it cannot be read. */
    static WriteAnswer ofSingle(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? object(parser) : NOTHING;
        } catch (JacksonException e) {
            return NOTHING;
        }
    }

    /** The items of a bulk answer in order; as many as can be read. */
    static List<WriteAnswer> ofBulk(byte[] body) {
        List<WriteAnswer> items = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.PROPERTY_NAME
                        && parser.streamReadContext().getNestingDepth() == 1
                        && parser.currentName().equals("items")) {
                    parser.nextToken();
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        parser.nextToken();
                        parser.nextToken();
                        items.add(object(parser));
                        parser.nextToken();
                    }
                }
            }
        } catch (JacksonException e) {
            return items;
        }
        return items;
    }

    private static WriteAnswer object(JsonParser parser) {
        String index = "";
        String id = "";
        String result = "";
        int status = 0;
        long term = -1;
        long seqNo = -1;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "_index" -> index = parser.getValueAsString("");
                case "_id" -> id = parser.getValueAsString("");
                case "result" -> result = parser.getValueAsString("");
                case "status" -> status = parser.getValueAsInt(0);
                case "_primary_term" -> term = parser.getValueAsLong(-1);
                case "_seq_no" -> seqNo = parser.getValueAsLong(-1);
                default -> parser.skipChildren();
            }
        }
        return new WriteAnswer(index, id, result, status, term, seqNo);
    }
}
