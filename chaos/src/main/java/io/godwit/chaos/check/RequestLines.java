package io.godwit.chaos.check;

import java.util.Set;

/** Requests by method and address. Knows nothing of the proxy's own rules. */
final class RequestLines {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> READING_ENDPOINTS =
            Set.of("_search", "_msearch", "_mget", "_count", "_refresh", "_flush", "_pit", "scroll");

    private RequestLines() {}

    static String of(String method, String uri) {
        return method + " " + uri;
    }

    /** Whether it may change anything. */
    static boolean mutates(String method, String uri) {
        if (READING.contains(method)) {
            return false;
        }
        String path = uri.substring(0, uri.indexOf('?') < 0 ? uri.length() : uri.indexOf('?'));
        for (String segment : path.split("/", -1)) {
            if (READING_ENDPOINTS.contains(segment)) {
                return false;
            }
        }
        return true;
    }
}
