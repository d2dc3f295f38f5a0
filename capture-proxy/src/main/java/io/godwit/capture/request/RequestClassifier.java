package io.godwit.capture.request;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides from method and path alone whether a request may change anything. A mutation taken for a read is a lost write,
 * a read taken for a mutation costs a round trip to Kafka; so a request is a read only when it is known to be one.
 *
 * <ul>
 *   <li>{@code GET}, {@code HEAD} and {@code OPTIONS} are reads on every path of the servers themselves: no handler of
 *       Elasticsearch 5 to 7 or OpenSearch 1 to 3 that is registered for them changes a document or a definition, with or
 *       without a body. The few with an effect (refresh, flush, synced flush, clearing caches, on old versions) change
 *       neither. Plug-ins are others' servers ({@code GET /_opendistro/_sql?sql=DELETE ...} deletes): theirs are reads on
 *       the few paths listed here only.
 *   <li>{@code POST} and {@code DELETE} are reads on the endpoints listed here, compared with the raw, still
 *       percent-encoded path as the servers do it.
 *   <li>Everything else is a mutation: unknown methods, unknown endpoints, plug-ins (their SQL can delete), paths with
 *       empty segments.
 * </ul>
 *
 * <p>Whether the cluster has mapping types decides about paths of three and more segments: {@code POST /i/_doc/_search}
 * searches type {@code _doc} on Elasticsearch 6 and writes a document with the id {@code _search} on OpenSearch 2.
 */
public final class RequestClassifier {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private static final Set<String> PLUG_INS = Set.of("_plugins", "_opendistro", "_nlpcn");

    /** Below a plug-in's first segment: what load balancers and dashboards ask all the time. */
    private static final Set<String> PLUG_IN_READS = Set.of("_security/health", "_security/authinfo", "_ism/explain");

    /** With and without collections in front. */
    private static final Set<String> POST_ANYWHERE = Set.of(
            "_search",
            "_search/template",
            "_msearch",
            "_msearch/template",
            "_count",
            "_mget",
            "_mtermvectors",
            "_analyze",
            "_field_caps",
            "_validate/query",
            "_search_shards",
            "_rank_eval",
            "_refresh",
            "_flush",
            "_flush/synced",
            "_forcemerge",
            "_cache/clear");

    private static final Set<String> POST_ROOT = Set.of(
            "_search/scroll",
            "_render/template",
            "_ingest/pipeline/_simulate",
            "_scripts/painless/_execute",
            "_cluster/allocation/explain");

    private static final Set<String> POST_COLLECTION = Set.of("_search/point_in_time", "_pit");

    /** {@code /{index}/{type}/...} of a cluster with mapping types. */
    private static final Set<String> POST_TYPE = Set.of(
            "_search",
            "_search/template",
            "_msearch",
            "_msearch/template",
            "_count",
            "_mget",
            "_mtermvectors",
            "_termvectors",
            "_validate/query");

    private static final Set<String> DELETE_ROOT =
            Set.of("_search/scroll", "_search/point_in_time", "_search/point_in_time/_all", "_pit");

    private RequestClassifier() {}

    /**
     * What a request may do to a cluster.
     *
     * @param method as sent, in upper case
     * @param uri path and query as the cluster gets them
     * @param typeless whether that cluster has no mapping types
     */
    public static RequestKind classify(String method, String uri, boolean typeless) {
        boolean read = SAFE_METHODS.contains(method)
                ? readsSafely(uri)
                : RequestPath.parse(uri)
                        .map(path -> switch (method) {
                            case "POST" -> readsByPost(path, typeless);
                            case "DELETE" -> readsByDelete(path);
                            default -> false;
                        })
                        .orElse(false);
        return read ? RequestKind.READ : RequestKind.MUTATION;
    }

    /** Odd paths are looked at too: a server may overlook what is odd about them. */
    private static boolean readsSafely(String uri) {
        String path = uri.substring(0, uri.indexOf('?') < 0 ? uri.length() : uri.indexOf('?'));
        List<String> segments = Stream.of(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
        if (segments.isEmpty() || (!segments.contains("_sql") && !PLUG_INS.contains(segments.getFirst()))) {
            return true;
        }
        return segments.size() == 3 && PLUG_IN_READS.contains(segments.get(1) + "/" + segments.get(2));
    }

    /** The collections a path names, as it names them; the empty string when it names none. */
    public static String collection(String uri) {
        return RequestPath.parse(uri)
                .filter(RequestPath::startsWithCollection)
                .map(path -> path.at(0))
                .orElse("");
    }

    private static boolean readsByPost(RequestPath path, boolean typeless) {
        if (!path.startsWithCollection()) {
            String endpoint = path.from(0);
            return POST_ANYWHERE.contains(endpoint) || POST_ROOT.contains(endpoint) || readsByPostWithName(path);
        }
        if (path.size() < 2) {
            return false;
        }
        String endpoint = path.from(1);
        return POST_ANYWHERE.contains(endpoint)
                || POST_COLLECTION.contains(endpoint)
                || (typeless ? readsOneDocument(path) : readsByType(path));
    }

    /** {@code /_search/scroll/{id}}, {@code /_render/template/{id}}, {@code /_ingest/pipeline/{id}/_simulate}. */
    private static boolean readsByPostWithName(RequestPath path) {
        return switch (path.size()) {
            case 3 -> starts(path, "_search", "scroll") || starts(path, "_render", "template");
            case 4 -> starts(path, "_ingest", "pipeline") && path.at(3).equals("_simulate");
            default -> false;
        };
    }

    private static boolean readsOneDocument(RequestPath path) {
        return switch (path.size()) {
            case 2 -> path.at(1).equals("_termvectors");
            case 3 -> path.at(1).equals("_termvectors") || path.at(1).equals("_explain");
            default -> false;
        };
    }

    private static boolean readsByType(RequestPath path) {
        if (path.size() < 3 || (path.at(1).startsWith("_") && !path.at(1).equals("_doc"))) {
            return false;
        }
        return POST_TYPE.contains(path.from(2))
                || (path.size() == 4
                        && (path.at(3).equals("_explain") || path.at(3).equals("_termvectors")));
    }

    private static boolean readsByDelete(RequestPath path) {
        return DELETE_ROOT.contains(path.from(0)) || (path.size() == 3 && starts(path, "_search", "scroll"));
    }

    private static boolean starts(RequestPath path, String first, String second) {
        return path.at(0).equals(first) && path.at(1).equals(second);
    }
}
