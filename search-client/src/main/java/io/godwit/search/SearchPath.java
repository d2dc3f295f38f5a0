package io.godwit.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of path segments and query values as search clusters decode them. */
public final class SearchPath {
    private SearchPath() {}

    /** One path segment or query value: everything but unreserved characters is encoded, a space as {@code %20}. */
    public static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
