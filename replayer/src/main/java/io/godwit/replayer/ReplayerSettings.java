package io.godwit.replayer;

import io.godwit.flow.ClientProperties;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.SearchCluster;
import java.util.Optional;

/**
 * What a replayer is told.
 *
 * @param kafka how Kafka is reached
 * @param topics the flow whose lanes it merges
 * @param wire how values are read
 * @param target where it writes
 * @param metadata which collections the target has; empty: every change is taken as it is (only for tests and benches)
 * @param epoch of the flow; changes of earlier ones are not written
 * @param limits at the start
 */
public record ReplayerSettings(
        ClientProperties kafka,
        Topics topics,
        Wire wire,
        SearchCluster target,
        Optional<Metadata> metadata,
        int epoch,
        Limits limits) {}
