package io.godwit.app.role;

import io.godwit.app.flow.FlowParts;
import io.godwit.app.flow.Opened;
import io.godwit.app.migration.Preflight;
import io.godwit.projector.Selection;
import io.godwit.schemas.Side;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.Flavour;
import io.godwit.search.SearchCluster;

/** The two clusters of a migration, as this process reaches them. */
public final class Clusters implements AutoCloseable {
    public final SearchCluster source;
    public final SearchCluster target;
    final Flavour sourceFlavour;
    final Flavour targetFlavour;
    private final RoleConfig config;
    private final Selection selection;
    private final Opened opened = new Opened();

    /** Asks both which servers they are; blocks. */
    public Clusters(RoleConfig config, Assignment.Spec spec) {
        this.config = config;
        this.selection = new Selection(spec.include(), spec.exclude());
        try {
            this.source = opened.add(SearchCluster.at(config.ownWays().source(spec)));
            this.target = opened.add(SearchCluster.at(config.ownWays().target(spec)));
            this.sourceFlavour = Preflight.flavour("source.url", source);
            this.targetFlavour = Preflight.flavour("target.url", target);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public Selection selection() {
        return selection;
    }

    /** What the flow that carries the writes of a side consists of. */
    public FlowParts flow(Side from) {
        Wire wire = Wire.embedded();
        return from == Side.SOURCE
                ? new FlowParts(
                        config.client(),
                        config.topics(),
                        wire,
                        from,
                        source,
                        sourceFlavour,
                        target,
                        targetFlavour,
                        selection)
                : new FlowParts(
                        config.client(),
                        config.topics().back(),
                        wire,
                        from,
                        target,
                        targetFlavour,
                        source,
                        sourceFlavour,
                        selection);
    }

    @Override
    public void close() {
        opened.close();
    }
}
