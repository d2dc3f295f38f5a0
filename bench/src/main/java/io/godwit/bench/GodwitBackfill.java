package io.godwit.bench;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.Lags;
import io.godwit.flow.TopicAdmin;
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

/** Godwit: listing, Kafka and replayer, each with its defaults, until the last document's outcome is final. */
final class GodwitBackfill implements Contender {
    static final String NAME = "godwit";

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final SearchCluster from;
    private final SearchCluster to;
    private final ClientProperties kafka;
    private final BenchIndex index;
    private int runs;

    GodwitBackfill(SearchCluster from, SearchCluster to, String bootstrapServers, BenchIndex index) {
        this.from = from;
        this.to = to;
        this.kafka = ClientProperties.of(bootstrapServers);
        this.index = index;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "listing -> Kafka -> replayer, to the last final outcome, role start-up and metadata included";
    }

    @Override
    public void prepare() {
        index.remove();
        runs++;
    }

    @Override
    public long run() {
        Topics topics = Topics.of("bench-" + runs);
        Wire wire = Wire.embedded();
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.all());
            move(topics, wire);
            admin.deleteAll(topics.all().stream().map(topic -> topic.name()).toList());
        }
        return index.count();
    }

    private void move(Topics topics, Wire wire) {
        ProjectorSettings projector =
                new ProjectorSettings(kafka, topics, wire, from, from.flavour(), to, Selection.ALL, 0);
        try (Definitions definitions = Definitions.open(projector);
                Metadata metadata = Metadata.follow(kafka, topics, wire, to, to.flavour(), Metadata.Manner.MAKE);
                Slices slices = Slices.open(kafka, topics, wire);
                Lags lags = Lags.open(kafka);
                Replayer replayer = Replayer.start(
                        new ReplayerSettings(kafka, topics, wire, to, Optional.of(metadata), 0, Limits.DEFAULT))) {
            definitions.refresh();
            list(projector, definitions, slices, lags);
            if (replayer.progress().rejected() > 0) {
                throw new IllegalStateException("documents were rejected: " + replayer.progress());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void list(ProjectorSettings projector, Definitions definitions, Slices slices, Lags lags)
            throws InterruptedException {
        Topics topics = projector.topics();
        try (Backfill backfill = Backfill.start(projector, slices, definitions.generations())) {
            while (!backfill.finished()) {
                Thread.sleep(20);
            }
            lags.awaitPassed(topics.replayerGroup(), List.of(topics.backfill().name()), PATIENCE);
        }
    }
}
