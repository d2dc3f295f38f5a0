package io.godwit.projector;

import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;

/**
 * What every part of the projector is told.
 *
 * @param kafka how Kafka is reached
 * @param topics the flow it produces changes for
 * @param wire how values are written
 * @param from the cluster whose records are the truth
 * @param flavour which server {@code from} is
 * @param to the cluster that follows; only read here, for the id diff of a rescan
 * @param selection which collections take part
 * @param epoch the epoch of all revisions made here
 */
public record ProjectorSettings(
        ClientProperties kafka,
        Topics topics,
        Wire wire,
        SearchCluster from,
        Flavour flavour,
        SearchCluster to,
        Selection selection,
        int epoch) {

    public ProjectorSettings {
        if (!flavour.sequenced()) {
            throw new IllegalArgumentException("the cluster at " + from.address() + " is " + flavour
                    + ", which does not tell _seq_no of documents; needs Elasticsearch 6.7 or later, or OpenSearch");
        }
    }
}
