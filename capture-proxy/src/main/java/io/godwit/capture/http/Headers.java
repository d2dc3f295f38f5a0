package io.godwit.capture.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which headers go where. Pure. */
final class Headers {
    /** Concern one connection only, or its framing, which each side of the proxy has its own. */
    private static final List<AsciiString> HOP_BY_HOP = Stream.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "expect",
                    "http2-settings")
            .map(AsciiString::cached)
            .toList();

    /** What reading a recorded exchange needs. Never credentials: whatever is not named here is not recorded. */
    private static final List<AsciiString> RECORDED = Stream.of(
                    "content-type", "content-encoding", "accept", "x-opaque-id")
            .map(AsciiString::cached)
            .toList();

    private Headers() {}

    /** A copy without what concerns one connection only, {@code Content-Length} kept. */
    static HttpHeaders endToEnd(HttpHeaders headers) {
        HttpHeaders kept = headers.copy();
        for (String named : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String token : named.split(",", -1)) {
                String name = token.strip();
                if (!name.isEmpty() && !HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
                    kept.remove(name);
                }
            }
        }
        HOP_BY_HOP.forEach(kept::remove);
        return kept;
    }

    /** What is recorded of them, names in lower case. */
    static Map<String, String> recorded(HttpHeaders headers) {
        Map<String, String> recorded = new HashMap<>();
        for (AsciiString name : RECORDED) {
            List<String> values = headers.getAll(name);
            if (!values.isEmpty()) {
                recorded.put(name.toString(), String.join(", ", values));
            }
        }
        return recorded;
    }
}
