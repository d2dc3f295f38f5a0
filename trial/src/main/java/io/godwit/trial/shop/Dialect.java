package io.godwit.trial.shop;

import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchPath;

/**
 * The paths a client of the source uses. It keeps them after the swing, as clients do: the proxy rewrites the typed ones
 * of Elasticsearch 6 for a target without types.
 *
 * @param typed whether paths name the mapping type
 */
public record Dialect(boolean typed) {

    /** {@code ?routing=...}, or nothing, for the end of a path to that record. */
    public static String routing(RecordKey record) {
        return record.routing()
                .map(route -> "?routing=" + SearchPath.encode(route))
                .orElse("");
    }

    /** The path of that record, with its routing. */
    public String document(RecordKey record) {
        return document(record.collection(), record.id()) + routing(record);
    }

    public String document(String index, String id) {
        return "/" + index + "/_doc/" + SearchPath.encode(id);
    }

    public String documents(String index) {
        return "/" + index + "/_doc";
    }

    public String create(String index, String id) {
        return typed ? document(index, id) + "/_create" : "/" + index + "/_create/" + SearchPath.encode(id);
    }

    public String update(String index, String id) {
        return typed ? document(index, id) + "/_update" : "/" + index + "/_update/" + SearchPath.encode(id);
    }

    public String bulk(String index) {
        return typed ? "/" + index + "/_doc/_bulk" : "/" + index + "/_bulk";
    }
}
