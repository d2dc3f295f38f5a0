package io.godwit.projector.projection;

import io.godwit.projector.source.IncompleteAnswerException;
import io.godwit.projector.source.Page;
import io.godwit.projector.source.StoredDocument;
import io.godwit.schemas.RecordKey;
import io.godwit.search.SearchCluster;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads records by id, as they are now (realtime). No mapping type is named: a cluster that has types takes the one the
 * index has, whereas with a wrong one it would find nothing.
 */
final class MultiGet {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SearchCluster cluster;

    MultiGet(SearchCluster cluster) {
        this.cluster = cluster;
    }

    /** One document for each record, in their order; {@code found} says whether it is there. */
    List<StoredDocument> read(List<RecordKey> records, boolean withSource) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode docs = request.putArray("docs");
        for (RecordKey record : records) {
            ObjectNode doc = docs.addObject().put("_index", record.collection()).put("_id", record.id());
            record.routing().ifPresent(routing -> doc.put("routing", routing));
        }
        String path = withSource ? "/_mget" : "/_mget?_source=false";
        List<StoredDocument> found = Page.ofMultiGet(
                cluster.post(path, request.toString()).orRefuse().body());
        if (found.size() != records.size()) {
            throw new IncompleteAnswerException("_mget of " + records.size() + " answered " + found.size());
        }
        return found;
    }
}
