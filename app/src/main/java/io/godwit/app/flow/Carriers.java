package io.godwit.app.flow;

import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Backfill;
import io.godwit.projector.listing.Slices;
import io.godwit.projector.projection.Reprojection;
import io.godwit.projector.rescan.Awaited;
import io.godwit.projector.rescan.Rescans;
import io.godwit.projector.traffic.TrafficProjection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The projector's roles that read records at the side a flow comes from. */
final class Carriers implements AutoCloseable {
    private final Reprojection reprojection;
    private final Rescans rescans;
    private final ProjectorSettings projector;
    private final Definitions definitions;
    private final Slices slices;

    /** From what consumes to what produces: closed the other way round, so that nothing is left half done. */
    private final Opened opened = new Opened();

    private volatile Optional<Backfill> backfill = Optional.empty();

    /**
     * @param definitions not closed by this
     * @param slices not closed by this
     * @param traffic not closed by this
     * @param listed whether the backfill is on its lane already, or there is none
     */
    Carriers(
            ProjectorSettings projector,
            Definitions definitions,
            Slices slices,
            TrafficProjection traffic,
            boolean listed) {
        this.projector = projector;
        this.definitions = definitions;
        this.slices = slices;
        try {
            this.reprojection = opened.add(Reprojection.start(projector, definitions));
            this.rescans = opened.add(Rescans.start(projector, definitions, slices, awaitedBy(traffic, listed)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Optional<Backfill> backfill() {
        return backfill;
    }

    void startBackfill() {
        if (backfill.isEmpty()) {
            rescans.followWhatRuns();
            backfill = Optional.of(opened.add(
                    Backfill.start(projector, slices, definitions.generations(), reprojection::readsForEdits)));
        }
    }

    /** What has stopped and does not go on by itself, in words. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        reprojection
                .failure()
                .ifPresent(error -> problems.add("the reprojection has stopped, start again: " + error.getMessage()));
        rescans.problem().ifPresent(problems::add);
        return problems;
    }

    @Override
    public void close() {
        opened.close();
    }

    private Awaited awaitedBy(TrafficProjection traffic, boolean listed) {
        return new Awaited() {
            @Override
            public boolean listingPlanned() {
                return backfill.map(Backfill::planned).orElse(listed);
            }

            @Override
            public boolean listingFinished() {
                return backfill.map(Backfill::finished).orElse(listed);
            }

            @Override
            public boolean awaitResolved(Duration atMost) {
                return traffic.awaitResolved(atMost);
            }
        };
    }
}
