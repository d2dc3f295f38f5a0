package io.godwit.app.migration;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Floors;
import io.godwit.projector.listing.Slices;
import io.godwit.projector.traffic.TrafficProjection;
import io.godwit.projector.traffic.TrafficTimes;
import io.godwit.replayer.Limits;
import io.godwit.replayer.ReplayerSettings;
import io.godwit.replayer.metadata.Metadata;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The roles of one flow while it is open, in this process. Until {@link #carry} nothing is read at the side that this
 * flow comes from, nor written to the other: what is read carries this flow's epoch and so would win over what clients
 * still write there.
 */
final class OpenRoles implements AutoCloseable {
    final int epoch;
    final Definitions definitions;
    final Metadata metadata;
    final Slices slices;
    final TrafficProjection traffic;
    private final FlowParts parts;
    private final ProjectorSettings projector;
    private final Opened opened = new Opened();
    private volatile Optional<Carriers> carriers = Optional.empty();

    OpenRoles(FlowParts parts, int epoch, Metadata.Manner manner, Path state) {
        this.epoch = epoch;
        this.parts = parts;
        this.projector = parts.projector(epoch);
        try {
            this.definitions = opened.add(Definitions.open(projector));
            if (epoch > 0) {
                definitions.refresh();
            }
            this.metadata = opened.add(Metadata.follow(
                    parts.kafka(), parts.topics(), parts.wire(), parts.to(), parts.toFlavour(), manner));
            this.slices = opened.add(Slices.open(parts.kafka(), parts.topics(), parts.wire()));
            this.traffic = TrafficProjection.start(projector, TrafficTimes.DEFAULT, state);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Those that carry records; empty while the flow is armed only. */
    Optional<Carriers> carriers() {
        return carriers;
    }

    /** As {@link #carriers}, where the flow must carry. */
    Carriers carrying() {
        return carriers.orElseThrow(
                () -> new IllegalStateException("the flow from " + parts.side() + " does not carry records yet"));
    }

    /**
     * Begins to carry; without effect when it does already.
     *
     * @param listed whether the backfill is on its lane already, or there is none
     */
    void carry(Limits limits, boolean listed) {
        if (carriers.isPresent()) {
            return;
        }
        ReplayerSettings replayer = new ReplayerSettings(
                parts.kafka(), parts.topics(), parts.wire(), parts.to(), Optional.of(metadata), limits);
        carriers = Optional.of(new Carriers(replayer, projector, definitions, slices, traffic, listed));
    }

    /**
     * What the collections hold now is at the other side, or on its way there by other means: rescans find what comes
     * after.
     */
    void beginHere() {
        Floors.set(projector, slices, definitions.generations());
    }

    /** From what produces to what consumes, so that nothing is left half done. */
    @Override
    public void close() {
        traffic.close();
        carriers.ifPresent(Carriers::close);
        opened.close();
    }
}
