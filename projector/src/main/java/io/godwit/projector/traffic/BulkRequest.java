package io.godwit.projector.traffic;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the lines of a {@code _bulk} body as a server does: action line, then a document line unless it is a delete;
 * lines end with a line feed, empty action lines are passed over. Documents are slices of the body.
 */
final class BulkRequest {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] body;
    private final Optional<String> defaultIndex;
    private final Optional<String> defaultRouting;
    private int at;

    private BulkRequest(byte[] body, Optional<String> defaultIndex, Optional<String> defaultRouting) {
        this.body = body;
        this.defaultIndex = defaultIndex;
        this.defaultRouting = defaultRouting;
    }

    /** The items in order. A body that no server would take is an {@link IllegalArgumentException}. */
    static List<BulkItem> read(byte[] body, Optional<String> defaultIndex, Optional<String> defaultRouting) {
        return new BulkRequest(body, defaultIndex, defaultRouting).items();
    }

    private List<BulkItem> items() {
        List<BulkItem> items = new ArrayList<>();
        while (at < body.length) {
            ByteBuffer line = line();
            if (!isBlank(line)) {
                items.add(item(line));
            }
        }
        return items;
    }

    private BulkItem item(ByteBuffer line) {
        Map<String, String> metadata = new HashMap<>();
        String action = readAction(line, metadata);
        Optional<ByteBuffer> document = action.equals("delete") ? Optional.empty() : Optional.of(line());
        Action.Kind kind = switch (action) {
            case "index", "create" -> Action.Kind.WRITE;
            case "update" -> Action.Kind.UPDATE;
            case "delete" -> Action.Kind.DELETE;
            default -> throw new IllegalArgumentException("bulk action '" + action + "' is unknown");
        };
        Optional<String> routing =
                named(metadata, "routing").or(() -> named(metadata, "_routing")).or(() -> defaultRouting);
        return new BulkItem(
                kind,
                named(metadata, "_index").or(() -> defaultIndex).orElse(""),
                named(metadata, "_id"),
                routing,
                named(metadata, "pipeline"),
                kind == Action.Kind.WRITE ? document : Optional.empty());
    }

    private static Optional<String> named(Map<String, String> metadata, String name) {
        return Optional.ofNullable(metadata.get(name));
    }

    private static String readAction(ByteBuffer line, Map<String, String> metadata) {
        try (JsonParser parser = JSON.createParser(
                ObjectReadContext.empty(), line.array(), line.arrayOffset() + line.position(), line.remaining())) {
            if (parser.nextToken() != JsonToken.START_OBJECT || parser.nextToken() != JsonToken.PROPERTY_NAME) {
                throw new IllegalArgumentException("bulk action line is not an object with one member");
            }
            String action = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (value.isStructStart()) {
                        parser.skipChildren();
                    } else if (value != JsonToken.VALUE_NULL) {
                        metadata.put(name, parser.getValueAsString(""));
                    }
                }
            }
            return action;
        }
    }

    /** The next line without its end; empty at the end of the body. */
    private ByteBuffer line() {
        int from = at;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        int to = at > from && body[at - 1] == '\r' ? at - 1 : at;
        at = Math.min(body.length, at + 1);
        return ByteBuffer.wrap(body, from, to - from);
    }

    private static boolean isBlank(ByteBuffer line) {
        for (int i = line.position(); i < line.limit(); i++) {
            if (line.get(i) > ' ') {
                return false;
            }
        }
        return true;
    }
}
