package io.godwit.projector.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.flow.Lags;
import io.godwit.projector.World;
import io.godwit.sandbox.SearchVersion;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.avro.Change;
import io.godwit.schemas.avro.Op;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that a real server goes on with when nobody waits for its answer any more. */
@Execution(ExecutionMode.CONCURRENT)
class WritesUnderWayIT {
    private static final TrafficTimes TIMES =
            new TrafficTimes(Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ZERO, Duration.ofMinutes(1));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH_6_8", "OPENSEARCH_3"})
    void shouldReadAgainWhatIsWrittenAfterTheConnectionDied(SearchVersion version, @TempDir Path directory)
            throws Exception {
        try (Scene scene = new Scene(version, TIMES, directory)) {
            World world = scene.world;
            Requests to = new Requests(world, world.create("i", 1, "{}"));
            replicas(to, 1);
            scene.work();
            scene.interpret();
            // the second copy cannot be, so both wait in the server
            String held = "?timeout=60s&wait_for_active_shards=all";
            Capture.Begun named = scene.client.start("PUT", to.document("1", held), "{\"n\":1}");
            Capture.Begun unnamed = scene.client.start("POST", to.collection(held), "{\"n\":2}");
            named.unknown();
            unnamed.unknown();
            // it was read, and it was not there
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(world.edits())
                            .extracting(Change::getOp)
                            .containsOnly(Op.REMOVE)
                            .isNotEmpty());
            await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> isOpen(world));

            replicas(to, 0);
            named.answer.join().orRefuse();
            unnamed.answer.join().orRefuse();
            scene.settle();

            scene.assertFollowed(to.index());
        }
    }

    /** Both the candidate and the rescan. */
    private static boolean isOpen(World world) {
        return behind(world, world.topics.reprojectionGroup(), world.topics.candidates()) > 0
                && behind(world, world.topics.rescansGroup(), world.topics.rescans()) > 0;
    }

    private static long behind(World world, String group, TopicSpec topic) {
        try (Lags lags = Lags.open(world.settings.kafka())) {
            return lags.of(group, List.of(topic.name())).behind();
        }
    }

    private static void replicas(Requests to, int number) {
        to.world()
                .from
                .put(to.under("_settings"), "{\"index.number_of_replicas\":" + number + "}")
                .orRefuse();
    }
}
