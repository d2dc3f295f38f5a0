package io.godwit.replayer.sink;

import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The NDJSON of one {@code _bulk} request: every change under its revision as external version, so that the target
 * refuses what is older. Bodies are copied byte for byte, but for line breaks, which NDJSON cannot hold: see
 * {@link SingleLine}.
 */
final class BulkBody {
    private static final byte[] INDEX = ascii("{\"index\":{\"_index\":");
    private static final byte[] DELETE = ascii("{\"delete\":{\"_index\":");
    private static final byte[] TYPE = ascii(",\"_type\":");
    private static final byte[] ID = ascii(",\"_id\":");
    private static final byte[] ROUTING = ascii(",\"routing\":");
    private static final byte[] VERSION = ascii(",\"version_type\":\"external_gte\",\"version\":");
    private static final byte[] END = ascii("}}\n");

    private byte[] bytes;
    private int length;

    BulkBody(int expectedBytes) {
        this.bytes = new byte[Math.max(1024, expectedBytes)];
    }

    /** @param type mapping type the target wants named; null where it has none */
    void add(Change change, @Nullable String type) {
        put(change.getOp() == Op.PUT ? INDEX : DELETE);
        putString(change.getCollection());
        if (type != null) {
            put(TYPE);
            putString(type);
        }
        put(ID);
        putString(change.getId());
        if (change.getRouting() != null) {
            put(ROUTING);
            putString(change.getRouting());
        }
        put(VERSION);
        put(ascii(Long.toString(change.getRevision())));
        put(END);
        if (change.getOp() == Op.PUT) {
            putBody(change);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void putBody(Change change) {
        ByteBuffer body = change.getBody();
        if (body == null) {
            throw new IllegalArgumentException(
                    "a PUT of " + change.getCollection() + "/" + change.getId() + " has no body");
        }
        int size = body.remaining();
        ensure(size + 1);
        body.get(body.position(), bytes, length, size);
        if (SingleLine.isNeeded(bytes, length, length + size)) {
            put(SingleLine.of(bytes, length, length + size));
        } else {
            length += size;
        }
        put((byte) '\n');
    }

    private void putString(String text) {
        put((byte) '"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                put(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                put(ascii(String.format("\\u%04x", (int) c)));
                plain = i + 1;
            }
        }
        put((plain == 0 ? text : text.substring(plain)).getBytes(StandardCharsets.UTF_8));
        put((byte) '"');
    }

    private void put(byte b) {
        ensure(1);
        bytes[length++] = b;
    }

    private void put(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
