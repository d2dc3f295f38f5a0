package io.godwit.console.verify;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one document of an answer, a hit of a search or an item of a get, into an {@link Entry}. Its body is hashed as
 * it passes and never held. For one thread.
 */
final class DocumentReader {
    private final BodyHash body;
    private @Nullable String index;
    private @Nullable String id;
    private @Nullable String routing;
    private @Nullable String sort;
    private @Nullable String error;
    private long version;
    private long primaryTerm;
    private long seqNo;
    private boolean found;
    private boolean hashed;

    DocumentReader(long seed) {
        this.body = new BodyHash(seed);
    }

    /** Reads from the parser's present {@code START_OBJECT} to its end. */
    void read(JsonParser parser) {
        clear();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "_index" -> index = parser.getString();
                case "_id" -> id = parser.getString();
                case "_routing" -> routing = parser.getString();
                case "_version" -> version = parser.getLongValue();
                case "_primary_term" -> primaryTerm = parser.getLongValue();
                case "_seq_no" -> seqNo = parser.getLongValue();
                case "found" -> found = parser.getBooleanValue();
                case "_source" -> readBody(parser, value);
                case "sort" -> sort = firstOf(parser, value);
                case "error" -> error = typeOf(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    /** The document; what has no body or no id is a {@link ReadFailedException}. */
    Entry entry() {
        String name = id();
        if (!hashed) {
            throw new ReadFailedException(index + "/" + name + " has no _source: it cannot be compared");
        }
        String route = routing;
        return new Entry(
                name.getBytes(StandardCharsets.UTF_8),
                route == null ? null : route.getBytes(StandardCharsets.UTF_8),
                version,
                primaryTerm,
                seqNo,
                body.high(),
                body.low());
    }

    String id() {
        String name = id;
        if (name == null) {
            throw new ReadFailedException("a document without _id in " + index);
        }
        return name;
    }

    @Nullable
    String index() {
        return index;
    }

    /** The first sort value as it was written, for the next page. */
    Optional<String> sort() {
        return Optional.ofNullable(sort);
    }

    /** What a get says of its item. */
    boolean found() {
        return found;
    }

    /** The type of the error a get answers for its item. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    private void clear() {
        index = null;
        id = null;
        routing = null;
        sort = null;
        error = null;
        version = 0;
        primaryTerm = 0;
        seqNo = 0;
        found = false;
        hashed = false;
    }

    private void readBody(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            throw new ReadFailedException("_source of a document in " + index + " is no object");
        }
        body.read(parser);
        hashed = true;
    }

    private static @Nullable String firstOf(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            throw new ReadFailedException("sort values are no array");
        }
        String first = parser.nextToken().isNumeric() ? parser.getString() : null;
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            parser.nextToken();
        }
        return first;
    }

    private static String typeOf(JsonParser parser, JsonToken value) {
        String type = "unknown";
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return type;
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            boolean isType = parser.currentName().equals("type");
            parser.nextToken();
            if (isType) {
                type = parser.getString();
            }
            parser.skipChildren();
        }
        return type;
    }
}
