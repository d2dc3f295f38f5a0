package io.godwit.app.flow;

import io.godwit.flow.ClientProperties;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.Selection;
import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;

/**
 * What the roles of one flow need.
 *
 * @param side the side whose writes the flow carries
 * @param from its cluster
 * @param to the cluster that follows
 */
public record FlowParts(
        ClientProperties kafka,
        Topics topics,
        Wire wire,
        Side side,
        SearchCluster from,
        Flavour fromFlavour,
        SearchCluster to,
        Flavour toFlavour,
        Selection selection) {

    ProjectorSettings projector(int epoch) {
        return new ProjectorSettings(kafka, topics, wire, from, fromFlavour, to, selection, epoch);
    }
}
