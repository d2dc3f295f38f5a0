package io.godwit.projector.traffic;

import java.nio.charset.StandardCharsets;

/**
 * Tells from the bytes of an exchange whether it can mention an id, without reading it as what it is. Never wrong when it
 * says no: where the id may be written with escapes, it says yes.
 */
final class Mention {
    private final String id;
    private final byte[] bytes;
    private final boolean hasShortEscape;

    Mention(String id) {
        this.id = id;
        this.bytes = id.getBytes(StandardCharsets.UTF_8);
        this.hasShortEscape = id.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\' || c == '/');
    }

    boolean mayBeIn(Exchange exchange) {
        return mayBeIn(exchange.uri())
                || mayBeIn(exchange.body())
                || exchange.answer().filter(answer -> mayBeIn(answer.body())).isPresent();
    }

    private boolean mayBeIn(String uri) {
        return uri.indexOf('%') >= 0 || uri.contains(id);
    }

    private boolean mayBeIn(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == bytes[0] && isAt(json, i)) {
                return true;
            }
            boolean unicode = i + 1 < json.length && json[i + 1] == 'u';
            if (json[i] == '\\' && (hasShortEscape || unicode)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] json, int from) {
        if (json.length - from < bytes.length) {
            return false;
        }
        for (int i = 1; i < bytes.length; i++) {
            if (json[from + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
