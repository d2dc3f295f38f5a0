package io.godwit.app.demo;

import io.godwit.search.SearchPath;

/**
 * The paths a client of the source uses. It keeps them after the swing, as clients do: the proxy rewrites the typed ones
 * of Elasticsearch 6 for a target without types.
 *
 * @param typed whether paths name the mapping type
 */
record DemoDialect(boolean typed) {

    String document(String index, String id) {
        return "/" + index + "/_doc/" + SearchPath.encode(id);
    }

    String documents(String index) {
        return "/" + index + "/_doc";
    }

    String create(String index, String id) {
        return typed ? document(index, id) + "/_create" : "/" + index + "/_create/" + SearchPath.encode(id);
    }

    String update(String index, String id) {
        return typed ? document(index, id) + "/_update" : "/" + index + "/_update/" + SearchPath.encode(id);
    }

    String bulk(String index) {
        return typed ? "/" + index + "/_doc/_bulk" : "/" + index + "/_bulk";
    }
}
