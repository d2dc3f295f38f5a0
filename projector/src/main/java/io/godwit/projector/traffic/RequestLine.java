package io.godwit.projector.traffic;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request's method, path segments and parameters, decoded as search clusters do.
 *
 * @param method upper case
 * @param segments of the path, without empty ones
 * @param parameters of the query; one without a value has the empty string
 */
record RequestLine(String method, List<String> segments, Map<String, String> parameters) {

    static RequestLine of(String method, String uri) {
        int query = uri.indexOf('?');
        List<String> segments = new ArrayList<>();
        for (String segment : (query < 0 ? uri : uri.substring(0, query)).split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(pathDecoded(segment));
            }
        }
        Map<String, String> parameters = new HashMap<>();
        if (query >= 0) {
            for (String pair : uri.substring(query + 1).split("[&;]", -1)) {
                int equals = pair.indexOf('=');
                parameters.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new RequestLine(method, List.copyOf(segments), parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** The segment at a place; empty beyond the end. */
    String segment(int place) {
        return place < segments.size() ? segments.get(place) : "";
    }

    String last() {
        return segment(segments.size() - 1);
    }

    int size() {
        return segments.size();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** In a path a plus is a plus. */
    private static String pathDecoded(String segment) {
        return decoded(segment.replace("+", "%2B"));
    }
}
