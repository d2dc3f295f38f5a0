package io.godwit.capture.request;

import java.util.Set;

/**
 * Says typed requests of Elasticsearch 6 clients ({@code /{index}/{type}/...}) as a cluster without mapping types wants
 * them. Rewrites only what has one certain meaning there and leaves the rest as it is, so that the cluster refuses it
 * rather than doing something else:
 *
 * <pre>
 *   /{index}/{type}                 POST                  /{index}/_doc
 *   /{index}/{type}/{id}            GET HEAD PUT POST DELETE  /{index}/_doc/{id}
 *   /{index}/{type}/{id}/_create    PUT POST              /{index}/_create/{id}
 *   /{index}/{type}/{id}/_update    POST                  /{index}/_update/{id}
 *   /{index}/{type}/{id}/_source    GET HEAD              /{index}/_source/{id}
 *   /{index}/{type}/{id}/_explain   GET POST              /{index}/_explain/{id}   (_termvectors alike)
 *   /{index}/{type}/_bulk           any                   /{index}/_bulk           (_search, _count, _mget ... alike)
 * </pre>
 *
 * <p>Limits: bodies pass as they are, so a {@code _type} in metadata lines of {@code _bulk} or {@code _mget} reaches the
 * cluster (OpenSearch 2 and later refuse it); mappings by type and lists of types are not rewritten; an id that begins
 * with an underscore and is no endpoint is not rewritten.
 */
public final class TypelessPaths {
    private static final Set<String> DOCUMENT_METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

    /** Endpoints of a type that mean the same for the whole collection, because a collection of version 6 has one type. */
    private static final Set<String> OF_TYPE = Set.of(
            "_bulk",
            "_search",
            "_search/template",
            "_msearch",
            "_msearch/template",
            "_count",
            "_mget",
            "_mtermvectors",
            "_termvectors",
            "_validate/query",
            "_update_by_query",
            "_delete_by_query");

    private TypelessPaths() {}

    /** The same request for a cluster without mapping types; the given string when there is nothing to rewrite. */
    public static String rewrite(String method, String uri) {
        return RequestPath.parse(uri)
                .filter(path -> path.size() >= 2 && path.startsWithCollection() && namesType(path.at(1)))
                .map(path -> rewrite(method, uri, path))
                .orElse(uri);
    }

    private static String rewrite(String method, String uri, RequestPath path) {
        String index = path.at(0);
        String tail = path.from(2);
        if (path.size() == 2) {
            return method.equals("POST") ? path.rewritten(index, "_doc") : uri;
        }
        if (OF_TYPE.contains(tail)) {
            return path.rewritten(index, tail);
        }
        // ids that the server made may begin so; as the last segment it may as well be an endpoint
        if (path.size() == 3 && path.at(2).startsWith("_")) {
            return uri;
        }
        return switch (path.size()) {
            case 3 -> DOCUMENT_METHODS.contains(method) ? path.rewritten(index, "_doc", path.at(2)) : uri;
            case 4 -> ofDocument(method, path.at(3)) ? path.rewritten(index, path.at(3), path.at(2)) : uri;
            default -> uri;
        };
    }

    private static boolean ofDocument(String method, String endpoint) {
        return switch (endpoint) {
            case "_create" -> method.equals("PUT") || method.equals("POST");
            case "_update" -> method.equals("POST");
            case "_source" -> method.equals("GET") || method.equals("HEAD");
            case "_explain", "_termvectors" -> method.equals("GET") || method.equals("POST");
            default -> false;
        };
    }

    /** {@code _doc} or one type of its own: no list, no pattern, nothing that decodes to one, no endpoint. */
    private static boolean namesType(String segment) {
        boolean plain = segment.chars().noneMatch(c -> c == ',' || c == '*' || c == '%');
        return segment.equals("_doc") || (plain && !segment.startsWith("_"));
    }
}
