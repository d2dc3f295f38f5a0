package io.godwit.projector.traffic;

import java.util.Optional;
import java.util.Set;

/** What a request asks for. */
sealed interface Action {

    /** Kinds of operation on one document. */
    enum Kind {
        /** Whole document: index or create. */
        WRITE,
        UPDATE,
        DELETE
    }

    /** One document; without an id the server makes one. */
    record Document(Kind kind, String index, Optional<String> id) implements Action {}

    /** {@code _bulk}; the index is the one for items that name none. */
    record Bulk(Optional<String> index) implements Action {}

    /** Documents that only a query tells. */
    record ByQuery(String expression, boolean removals) implements Action {}

    /** Definitions; the expression is empty when it is not about certain indices. */
    record Administration(String expression) implements Action {}

    /**
     * A snapshot put back. An index that was closed before stays the same generation, with documents of the past whose
     * revisions are lower than what the other side has.
     */
    record Restore() implements Action {}

    /** Changes no document and no definition. */
    record Harmless() implements Action {}

    /** Not understood. */
    record Other(String index) implements Action {}

    Set<String> HARMLESS = Set.of(
            "_search",
            "_msearch",
            "_count",
            "_refresh",
            "_flush",
            "_forcemerge",
            "_cache",
            "_analyze",
            "_validate",
            "_explain",
            "_mget",
            "_field_caps",
            "_termvectors",
            "_mtermvectors",
            "_search_shards",
            "_render",
            "_rank_eval",
            "_cat",
            "_tasks",
            "_nodes",
            "_cluster",
            "_stats",
            "_segments",
            "_recovery",
            "_upgrade",
            "_source",
            "_async_search",
            "_ppl",
            "_xpack",
            "_pit",
            "_scripts",
            "_shard_stores",
            "_resolve");

    Set<String> ADMINISTRATION = Set.of(
            "_mapping",
            "_mappings",
            "_settings",
            "_alias",
            "_aliases",
            "_template",
            "_index_template",
            "_component_template",
            "_ingest",
            "_close",
            "_open",
            "_rollover",
            "_shrink",
            "_split",
            "_clone",
            "_block",
            "_data_stream",
            "_snapshot");

    /** Followed by a task's id they change the speed of a running one. */
    Set<String> BY_QUERY = Set.of("_update_by_query", "_delete_by_query");

    /** Reads the request line; paths of Elasticsearch 6 with a mapping type included. */
    static Action of(RequestLine line) {
        String first = line.segment(0);
        String second = line.segment(1);
        if (first.equals("_bulk")) {
            return new Bulk(Optional.empty());
        }
        if (first.equals("_reindex") && line.size() == 1) {
            return new ByQuery("", false);
        }
        if (BY_QUERY.contains(first) || first.equals("_reindex")) {
            return new Harmless(); // _rethrottle of a running one
        }
        if (first.startsWith("_") && !first.equals("_all")) {
            return ofServer(line, first);
        }
        if (line.size() == 1) {
            return first.isEmpty() ? new Harmless() : ofIndex(line, first);
        }
        Optional<Action> byName =
                ofIndexEndpoint(line, first, second.startsWith("_") && !isType(second) ? second : line.last());
        return byName.orElseGet(() -> ofDocument(line, first, second));
    }

    private static boolean isType(String segment) {
        return segment.equals("_doc");
    }

    private static Action ofServer(RequestLine line, String first) {
        boolean simulated = line.last().equals("_simulate");
        if (HARMLESS.contains(first) || simulated) {
            return new Harmless();
        }
        if (first.equals("_snapshot") && line.last().equals("_restore")) {
            return new Restore();
        }
        return ADMINISTRATION.contains(first) ? new Administration("") : new Other("");
    }

    private static Action ofIndex(RequestLine line, String index) {
        return switch (line.method()) {
            case "PUT", "DELETE" -> new Administration("");
            case "POST" -> new Other(index);
            default -> new Harmless();
        };
    }

    private static Optional<Action> ofIndexEndpoint(RequestLine line, String index, String endpoint) {
        return switch (endpoint) {
            case "_bulk" -> Optional.of(new Bulk(Optional.of(index)));
            case "_update_by_query" -> Optional.of(new ByQuery(index, false));
            case "_delete_by_query" -> Optional.of(new ByQuery(index, true));
            default -> {
                if (HARMLESS.contains(endpoint)) {
                    yield Optional.of(new Harmless());
                }
                boolean newIndex =
                        Set.of("_shrink", "_split", "_clone", "_rollover").contains(endpoint);
                yield ADMINISTRATION.contains(endpoint) || line.segment(1).equals("_mapping")
                        ? Optional.of(new Administration(newIndex ? "" : index))
                        : Optional.empty();
            }
        };
    }

    private static Action ofDocument(RequestLine line, String index, String second) {
        boolean typeless = second.equals("_create") || second.equals("_update");
        if ((second.startsWith("_") && !isType(second) && !typeless) || line.size() > 4) {
            return new Other(index);
        }
        Optional<String> id = line.size() >= 3 ? Optional.of(line.segment(2)) : Optional.empty();
        if (line.method().equals("DELETE")) {
            return id.isPresent() && line.size() == 3 && !typeless
                    ? new Document(Kind.DELETE, index, id)
                    : new Other(index);
        }
        String suffix = typeless ? second : line.segment(3);
        return switch (suffix) {
            case "" -> new Document(Kind.WRITE, index, id);
            case "_create" -> new Document(Kind.WRITE, index, id);
            case "_update" -> new Document(Kind.UPDATE, index, id);
            default -> new Other(index);
        };
    }
}
