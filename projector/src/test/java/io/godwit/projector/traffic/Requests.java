package io.godwit.projector.traffic;

import io.godwit.projector.World;
import io.godwit.search.SearchPath;

/** The paths of requests to one index, with a mapping type where the server has them. */
record Requests(World world, String index) {
    private static final String TYPE = "kind";

    String document(String id, String query) {
        return World.path(world.from, index, id) + query;
    }

    String create(String id, String query) {
        return typed() ? document(id, "/_create" + query) : under("_create/" + SearchPath.encode(id) + query);
    }

    String update(String id, String query) {
        return typed() ? document(id, "/_update" + query) : under("_update/" + SearchPath.encode(id) + query);
    }

    /** Where documents without an id are posted. */
    String collection(String query) {
        return under((typed() ? TYPE : "_doc") + query);
    }

    String under(String rest) {
        return "/" + index + "/" + rest;
    }

    /** Lines in which {@code AT} stands for index and type, {@code TYPE} for the type alone. */
    String bulk(String lines) {
        String type = typed() ? "\"_type\":\"" + TYPE + "\"," : "";
        return lines.replace("AT", "\"_index\":\"" + index + "\"," + type).replace("TYPE", type);
    }

    /** The full name of an alias. */
    String alias(String brief) {
        return world.name("to-" + brief);
    }

    /** One of those of an {@code _aliases} request. */
    String aliasAction(String action, String brief, String more) {
        return "{\"" + action + "\":{\"index\":\"" + index + "\",\"alias\":\"" + alias(brief) + "\"" + more + "}}";
    }

    boolean typed() {
        return world.settings.flavour().typed();
    }
}
