package io.godwit.projector.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the documents out of the bytes of a search or multi-get answer, in one pass. {@code _source} is found and copied,
 * never parsed: what the source holds is what the target gets. The bytes must be JSON as a server writes it; anything
 * else is an {@link IllegalStateException} that says where.
 */
final class AnswerScanner {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] bytes;
    private int at;

    AnswerScanner(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether an object or array at the present place has one more member; steps over the comma before it. */
    boolean more(char close) {
        skipSpace();
        if (bytes[at] == ',') {
            at++;
            skipSpace();
        }
        if (bytes[at] == close) {
            at++;
            return false;
        }
        return true;
    }

    void open(char open) {
        skipSpace();
        if (bytes[at] != open) {
            throw broken("'" + open + "'");
        }
        at++;
    }

    boolean isNext(char c) {
        skipSpace();
        return bytes[at] == c;
    }

    /** A member's name and the colon after it. */
    String name() {
        String name = string();
        skipSpace();
        if (bytes[at] != ':') {
            throw broken("':'");
        }
        at++;
        return name;
    }

    String string() {
        skipSpace();
        int from = at;
        skipString();
        boolean escaped = false;
        for (int i = from + 1; i < at - 1; i++) {
            escaped |= bytes[i] == '\\';
        }
        return escaped
                ? JSON.readValue(bytes, from, at - from, String.class)
                : new String(bytes, from + 1, at - from - 2, StandardCharsets.UTF_8);
    }

    /** A string, or null for {@code null}; numbers and booleans as their text. */
    @Nullable
    String text() {
        skipSpace();
        if (bytes[at] == '"') {
            return string();
        }
        int from = at;
        skipValue();
        String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
        return text.equals("null") ? null : text;
    }

    long number() {
        skipSpace();
        int from = at;
        skipValue();
        long value = 0;
        boolean negative = bytes[from] == '-';
        for (int i = negative ? from + 1 : from; i < at; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                throw broken("a whole number");
            }
            value = value * 10 + (bytes[i] - '0');
        }
        return negative ? -value : value;
    }

    boolean truth() {
        skipSpace();
        boolean value = bytes[at] == 't';
        skipValue();
        return value;
    }

    /** The bytes of the next value, copied. */
    ByteBuffer copy() {
        skipSpace();
        int from = at;
        skipValue();
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, at));
    }

    void skipValue() {
        skipSpace();
        byte first = bytes[at];
        if (first == '"') {
            skipString();
        } else if (first == '{' || first == '[') {
            skipNested();
        } else {
            while (at < bytes.length && !endsScalar(bytes[at])) {
                at++;
            }
        }
    }

    private static boolean endsScalar(byte b) {
        return b == ',' || b == '}' || b == ']' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void skipNested() {
        int depth = 0;
        do {
            byte b = next();
            if (b == '"') {
                at--;
                skipString();
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        } while (depth > 0);
    }

    private void skipString() {
        if (bytes[at] != '"') {
            throw broken("a string");
        }
        at++;
        while (true) {
            byte b = next();
            if (b == '\\') {
                at++;
            } else if (b == '"') {
                return;
            }
        }
    }

    private byte next() {
        if (at >= bytes.length) {
            throw broken("more");
        }
        return bytes[at++];
    }

    private void skipSpace() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        if (at >= bytes.length) {
            throw broken("more");
        }
    }

    private IllegalStateException broken(String expected) {
        return new IllegalStateException(
                "answer of " + bytes.length + " bytes is not as expected at byte " + at + ": needs " + expected);
    }
}
