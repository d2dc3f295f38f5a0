package io.godwit.console.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the answer of a search as it comes and hands each document on. Whatever says that the answer is not whole is a
 * {@link ReadFailedException}: an answer that breaks off, a time-out, a shard that failed, a body that is not there. For
 * one thread.
 */
final class PageReader {
    /** Servers have limits of their own; what they have stored must be readable. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String collection;
    private final DocumentReader document;
    private final EntrySink sink;
    private final boolean scroll;
    private @Nullable String context;
    private @Nullable String lastSort;
    private long total;
    private long documents;
    private boolean shardsSeen;
    private boolean timeoutSeen;
    private boolean hitsSeen;

    /**
     * A page that was read.
     *
     * @param documents how many it held
     * @param total how many the whole slice holds, where the answer says so
     * @param lastSort sort value of its last document
     */
    record Page(
            long documents, OptionalLong total, @Nullable String lastSort) {}

    private PageReader(String collection, long seed, EntrySink sink, boolean scroll) {
        this.collection = collection;
        this.document = new DocumentReader(seed);
        this.sink = sink;
        this.scroll = scroll;
    }

    /** For searches, each of which must have looked at everything. */
    static PageReader ofSearches(String collection, long seed, EntrySink sink) {
        return new PageReader(collection, seed, sink, false);
    }

    /**
     * For the pages of a scroll. In the order of the index each page but the first ends as soon as it is full, and says
     * that it terminated early; whether the scroll was whole is told by the count of its documents.
     */
    static PageReader ofScroll(String collection, long seed, EntrySink sink) {
        return new PageReader(collection, seed, sink, true);
    }

    Page read(InputStream answer) throws IOException {
        clear();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), answer)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "answer is no object");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                readField(parser, parser.currentName());
            }
            require(parser.currentToken() == JsonToken.END_OBJECT, "answer breaks off");
            require(parser.nextToken() == null, "something follows the answer");
        } catch (JacksonException e) {
            throw new ReadFailedException(
                    "answer for " + collection + " breaks off or is no JSON: " + e.getOriginalMessage(), e);
        }
        require(shardsSeen && timeoutSeen && hitsSeen, "answer lacks _shards, timed_out or hits");
        return new Page(documents, total < 0 ? OptionalLong.empty() : OptionalLong.of(total), lastSort);
    }

    /** The scroll or point in time that was named last, also by an answer that broke off after it. */
    @Nullable
    String context() {
        return context;
    }

    private void clear() {
        lastSort = null;
        total = -1;
        documents = 0;
        shardsSeen = false;
        timeoutSeen = false;
        hitsSeen = false;
    }

    private void readField(JsonParser parser, String field) {
        JsonToken value = parser.nextToken();
        switch (field) {
            case "_scroll_id", "pit_id" -> context = parser.getString();
            case "timed_out" -> {
                require(value == JsonToken.VALUE_FALSE, "search timed out");
                timeoutSeen = true;
            }
            case "terminated_early" -> require(scroll || value == JsonToken.VALUE_FALSE, "search terminated early");
            case "_shards" -> readShards(parser);
            case "hits" -> readHits(parser);
            default -> parser.skipChildren();
        }
    }

    private void readShards(JsonParser parser) {
        long all = -1;
        long successful = -1;
        long failed = -1;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "total" -> all = parser.getLongValue();
                case "successful" -> successful = parser.getLongValue();
                case "failed" -> failed = parser.getLongValue();
                default -> parser.skipChildren();
            }
        }
        require(
                failed == 0 && all > 0 && successful == all,
                "of " + all + " shards " + successful + " answered and " + failed + " failed");
        shardsSeen = true;
    }

    private void readHits(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("total")) {
                total = readTotal(parser, value);
            } else if (field.equals("hits")) {
                readDocuments(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** A number, or since Elasticsearch 7 an object that says whether it is exact. */
    private long readTotal(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            return parser.getLongValue();
        }
        long count = -1;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isValue = parser.currentName().equals("value");
            JsonToken inner = parser.nextToken();
            if (isValue) {
                count = parser.getLongValue();
            } else {
                require(inner == JsonToken.VALUE_STRING && parser.getString().equals("eq"), "total is not exact");
            }
        }
        return count;
    }

    private void readDocuments(JsonParser parser) {
        require(parser.currentToken() == JsonToken.START_ARRAY, "hits are no array");
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            document.read(parser);
            require(collection.equals(document.index()), "a document of '" + document.index() + "' came: an alias?");
            sink.accept(document.entry());
            documents++;
        }
        require(parser.currentToken() == JsonToken.END_ARRAY, "hits break off");
        lastSort = documents == 0 ? null : document.sort().orElse(null);
        hitsSeen = true;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ReadFailedException(collection + ": " + otherwise);
        }
    }
}
