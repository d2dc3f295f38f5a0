package io.godwit.bench;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.Lags;
import io.godwit.projector.ProjectorSettings;
import io.godwit.projector.Selection;
import io.godwit.projector.definitions.Definitions;
import io.godwit.projector.listing.Backfill;
import io.godwit.projector.listing.Slices;
import io.godwit.replayer.Limits;
import io.godwit.replayer.Replayer;
import io.godwit.replayer.ReplayerSettings;
import io.godwit.replayer.metadata.Metadata;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import io.godwit.search.SearchCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Projector and replayer of one backfill, in this process, with their defaults. */
final class GodwitRoles implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long POLL_MILLIS = 20;

    private final Topics topics;
    private final ProjectorSettings projector;
    private final Definitions definitions;
    private final Slices slices;
    private final Lags lags;
    private final Metadata metadata;
    private final Replayer replayer;

    /** Starts them; {@code topics} are there. */
    GodwitRoles(ClientProperties kafka, Topics topics, SearchCluster from, SearchCluster to) {
        Wire wire = Wire.embedded();
        this.topics = topics;
        this.projector = new ProjectorSettings(kafka, topics, wire, from, from.flavour(), to, Selection.ALL, 0);
        this.definitions = Definitions.open(projector);
        this.metadata = Metadata.follow(kafka, topics, wire, to, to.flavour(), Metadata.Manner.MAKE);
        this.slices = Slices.open(kafka, topics, wire);
        this.lags = Lags.open(kafka);
        this.replayer =
                Replayer.start(new ReplayerSettings(kafka, topics, wire, to, Optional.of(metadata), 0, Limits.DEFAULT));
    }

    /** Until the last document's outcome is final; blocks. */
    void move() {
        definitions.refresh();
        try (Backfill backfill = Backfill.start(projector, slices, definitions.generations())) {
            while (!backfill.finished()) {
                Thread.sleep(POLL_MILLIS);
            }
            lags.awaitPassed(topics.replayerGroup(), List.of(topics.backfill().name()), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (replayer.progress().rejected() > 0) {
            throw new IllegalStateException("documents were rejected: " + replayer.progress());
        }
    }

    @Override
    public void close() {
        replayer.close();
        lags.close();
        slices.close();
        metadata.close();
        definitions.close();
    }
}
