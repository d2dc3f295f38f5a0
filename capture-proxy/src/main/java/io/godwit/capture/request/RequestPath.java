package io.godwit.capture.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The segments of a path as they were sent, still percent-encoded: servers compare endpoint names with the raw segment,
 * so {@code %5Fsearch} is no {@code _search} to them either.
 *
 * @param segments without the slashes; never empty strings
 * @param query with its question mark; empty when there is none
 */
record RequestPath(List<String> segments, String query) {
    private static final Set<String> ODD = Set.of("", ".", "..");

    /** Empty when the path is not plain: empty or dot segments in it, or no leading slash. */
    static Optional<RequestPath> parse(String uri) {
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        String query = question < 0 ? "" : uri.substring(question);
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        String inner =
                path.endsWith("/") && path.length() > 1 ? path.substring(1, path.length() - 1) : path.substring(1);
        List<String> segments = inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
        boolean plain = segments.stream().noneMatch(segment -> ODD.contains(segment));
        return plain ? Optional.of(new RequestPath(segments, query)) : Optional.empty();
    }

    int size() {
        return segments.size();
    }

    String at(int i) {
        return segments.get(i);
    }

    /** The segments from {@code i} on, joined. */
    String from(int i) {
        return String.join("/", segments.subList(i, segments.size()));
    }

    /** Whether the first segment names collections: an endpoint begins with an underscore, a collection never does. */
    boolean startsWithCollection() {
        return !segments.isEmpty() && (!at(0).startsWith("_") || at(0).equals("_all"));
    }

    /** Another path with this one's query. */
    String rewritten(String... parts) {
        return "/" + String.join("/", parts) + query;
    }
}
