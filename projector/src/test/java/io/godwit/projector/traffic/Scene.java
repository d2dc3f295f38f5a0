package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.flow.Lags;
import io.godwit.projector.Follower;
import io.godwit.projector.World;
import io.godwit.projector.projection.Reprojection;
import io.godwit.projector.rescan.NothingAwaited;
import io.godwit.projector.rescan.Rescans;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Everything from captured traffic to edits on real servers, and a side that follows. */
final class Scene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final World world;
    final Capture client;
    private final Lags lags;
    private final Follower follower;
    private final TrafficTimes times;
    private final Path directory;
    private Optional<TrafficProjection> projection = Optional.empty();

    Scene(SearchVersion version, TrafficTimes times, Path directory) {
        this.times = times;
        this.world = new World(version);
        this.directory = directory;
        this.client = world.open(new Capture(world));
        this.lags = world.open(Lags.open(world.settings.kafka()));
        this.follower = world.open(new Follower(world));
    }

    /** Candidates and rescans are worked off from now on. */
    void work() {
        world.definitions.refresh();
        world.open(Reprojection.start(world.settings, world.definitions));
        world.open(Rescans.start(world.settings, world.definitions, world.slices(), new NothingAwaited()));
    }

    void interpret() {
        projection = Optional.of(TrafficProjection.start(world.settings, times, directory));
    }

    void stopInterpreting() {
        projection.ifPresent(TrafficProjection::close);
        projection = Optional.empty();
    }

    /** Everything that was captured will be read once more. Only while nothing interprets. */
    void uncommit() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
        for (int i = 0; i < world.topics.traffic().partitions(); i++) {
            beginnings.put(new TopicPartition(world.topics.traffic().name(), i), new OffsetAndMetadata(0));
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", world.settings.kafka().bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(world.topics.trafficGroup(), beginnings)
                    .all()
                    .get();
        }
    }

    /** Waits until everything that was captured has become edits, and the follower has them. */
    void settle() {
        settleButFor(0);
    }

    /** As {@link #settle}, while so many exchanges have no outcome yet. */
    void settleButFor(long pending) {
        await().atMost(PATIENCE).until(() -> settled(pending));
        assertThat(projection.flatMap(TrafficProjection::problem)).isEmpty();
    }

    /** Asked in the order of the flow: what leaves one stage meanwhile is seen at a later one. */
    private boolean settled(long pending) {
        boolean resolved = projection
                .filter(TrafficProjection::healthy)
                .map(running -> running.pending() == pending)
                .orElse(false);
        boolean interpreted = resolved
                && passed(world.topics.trafficGroup(), world.topics.traffic())
                && passed(world.topics.rescansGroup(), world.topics.rescans())
                && passed(world.topics.reprojectionGroup(), world.topics.candidates());
        follower.follow();
        return interpreted && passed(world.topics.replayerGroup(), world.topics.edits());
    }

    private boolean passed(String group, TopicSpec topic) {
        return lags.of(group, List.of(topic.name())).behind() == 0;
    }

    /** Document by document: key, revision and text; there must be some. */
    void assertFollowed(String... indices) {
        for (String index : indices) {
            assertThat(follower.content(world.generation(index)))
                    .as(index)
                    .isNotEmpty()
                    .isEqualTo(follower.source(index));
        }
    }

    @Override
    public void close() throws Exception {
        stopInterpreting();
        world.close();
    }
}
