package io.godwit.bench;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.TopicAdmin;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.search.SearchCluster;
import org.jspecify.annotations.Nullable;

/** Godwit: listing, Kafka and replayer, each with its defaults, until the last document's outcome is final. */
final class GodwitBackfill implements Contender {
    static final String NAME = "godwit";

    private final SearchCluster from;
    private final SearchCluster to;
    private final ClientProperties kafka;
    private final BenchIndex index;
    private int runs;
    private @Nullable GodwitRoles roles;

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
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics().all());
        }
        roles = new GodwitRoles(kafka, topics(), from, to);
        roles.move();
        return index.count();
    }

    @Override
    public void end() {
        if (roles != null) {
            roles.close();
        }
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.deleteAll(topics().all().stream().map(TopicSpec::name).toList());
        }
    }

    private Topics topics() {
        return Topics.of("bench-" + runs);
    }
}
