package io.godwit.sandbox.relay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP request as far as it was passed on to the server.
 *
 * @param line its request line, such as {@code PUT /birds/_doc/1 HTTP/1.1}
 * @param headers its header lines as they were sent
 * @param bodyBytes how many bytes of its body were passed on, without chunk framing
 * @param complete whether its last byte was passed on: before that a server cannot execute it
 */
public record RelayedRequest(String line, List<String> headers, long bodyBytes, boolean complete) {
    /** Copies. */
    public RelayedRequest {
        headers = List.copyOf(headers);
    }

    /** Such as {@code PUT}. */
    public String method() {
        return line.substring(0, Math.max(0, line.indexOf(' ')));
    }

    /** Path and query, such as {@code /birds/_doc/1?refresh=true}. */
    public String target() {
        String[] parts = line.split(" ", 3);
        return parts.length > 1 ? parts[1] : "";
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                .map(header -> header.substring(start.length()).strip())
                .findFirst();
    }
}
