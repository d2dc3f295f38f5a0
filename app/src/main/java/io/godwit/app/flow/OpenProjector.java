package io.godwit.app.flow;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Floors;
import io.godwit.projector.listing.Slices;
import io.godwit.projector.traffic.TrafficProjection;
import io.godwit.projector.traffic.TrafficTimes;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The projector's roles for one flow while it is prepared or open. Until {@link #carry} nothing is read at the side that
 * this flow comes from: what is read carries this flow's epoch and so would win over what clients still write to the other.
 */
final class OpenProjector implements AutoCloseable {
    final int epoch;
    final Definitions definitions;
    final Slices slices;
    final TrafficProjection traffic;
    private final FlowParts parts;
    private final ProjectorSettings projector;
    private final Opened opened = new Opened();
    private volatile Optional<Carriers> carriers = Optional.empty();

    OpenProjector(FlowParts parts, int epoch, Path state) {
        this.epoch = epoch;
        this.parts = parts;
        this.projector = parts.projector(epoch);
        try {
            this.definitions = opened.add(Definitions.open(projector));
            if (epoch > 0) {
                definitions.refresh();
            }
            this.slices = opened.add(Slices.open(parts.kafka(), parts.topics(), parts.wire()));
            this.traffic = TrafficProjection.start(projector, TrafficTimes.DEFAULT, state);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Those that read records; empty while the flow is armed only. */
    Optional<Carriers> carriers() {
        return carriers;
    }

    /** As {@link #carriers}, where the flow must carry. */
    Carriers carrying() {
        return carriers.orElseThrow(
                () -> new IllegalStateException("the flow from " + parts.side() + " does not carry records yet"));
    }

    /**
     * Begins to read; without effect when it does already. What an earlier process planned to list and did not is listed
     * first: one that began a finished backfill again may have planned collections that were made since.
     *
     * @param listed whether the backfill is on its lane already, or there is none
     */
    void carry(boolean listed) {
        if (carriers.isPresent()) {
            return;
        }
        boolean whole = listed && (epoch > 0 || slices.isListed(definitions.generations()));
        Carriers reading = new Carriers(projector, definitions, slices, traffic, whole);
        carriers = Optional.of(reading);
        if (listed && !whole) {
            reading.startBackfill();
        }
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
