package io.godwit.app.migration;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Backfill;
import io.godwit.projector.listing.Slices;
import io.godwit.projector.projection.Reprojection;
import io.godwit.projector.rescan.Rescans;
import io.godwit.projector.traffic.TrafficProjection;
import io.godwit.projector.traffic.TrafficTimes;
import io.godwit.replayer.Limits;
import io.godwit.replayer.Replayer;
import io.godwit.replayer.ReplayerSettings;
import io.godwit.replayer.metadata.Metadata;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The roles of one flow while it is open, in this process. */
final class OpenRoles implements AutoCloseable {
    final Definitions definitions;
    final Metadata metadata;
    final Replayer replayer;
    final Slices slices;
    final Reprojection reprojection;
    final Rescans rescans;
    final TrafficProjection traffic;
    final ProjectorSettings projector;
    private volatile Optional<Backfill> backfill = Optional.empty();

    OpenRoles(
            FlowParts parts,
            int epoch,
            Metadata.Manner manner,
            Limits limits,
            BooleanSupplier listingFinished,
            Path state) {
        boolean first = epoch == 0;
        this.projector = parts.projector(epoch);
        this.definitions = Definitions.open(projector);
        if (!first) {
            definitions.refresh();
        }
        this.metadata =
                Metadata.follow(parts.kafka(), parts.topics(), parts.wire(), parts.to(), parts.toFlavour(), manner);
        this.replayer = Replayer.start(new ReplayerSettings(
                parts.kafka(), parts.topics(), parts.wire(), parts.to(), Optional.of(metadata), limits));
        this.slices = Slices.open(parts.kafka(), parts.topics(), parts.wire());
        this.reprojection = Reprojection.start(projector, definitions);
        this.rescans = Rescans.start(projector, definitions, slices, listingFinished);
        this.traffic = TrafficProjection.start(projector, TrafficTimes.DEFAULT, state);
    }

    Optional<Backfill> backfill() {
        return backfill;
    }

    void startBackfill() {
        if (backfill.isEmpty()) {
            backfill = Optional.of(Backfill.start(projector, slices, definitions.generations()));
        }
    }

    /** From what produces to what consumes, so that nothing is left half done. */
    @Override
    public void close() {
        traffic.close();
        rescans.close();
        reprojection.close();
        backfill.ifPresent(Backfill::close);
        slices.close();
        replayer.close();
        metadata.close();
        definitions.close();
    }
}
