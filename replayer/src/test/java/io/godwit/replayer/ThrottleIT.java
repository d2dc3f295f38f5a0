package io.godwit.replayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.sandbox.Sandbox;
import io.godwit.sandbox.SearchVersion;
import io.godwit.sandbox.relay.RecordingRelay;
import io.godwit.schemas.avro.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The limit as it is seen on the way to the target, with records of very different size. */
class ThrottleIT {
    private static final SearchVersion VERSION = SearchVersion.OPENSEARCH_3;
    private static final double MBPS = 16;
    private static final long PER_SECOND = (long) (MBPS * 1e6 / 8);
    private static final long LARGEST = 200_000;
    private static final long TOTAL = 5 * PER_SECOND;

    @Test
    void shouldKeepTheLimitInEverySecondAndFollowAChangeOfIt() throws Exception {
        try (RecordingRelay relay = RecordingRelay.to(Sandbox.search(VERSION).address());
                World world = new World(VERSION, relay.address())) {
            String index = world.create("throttled", "\"number_of_replicas\":0", "{\"enabled\":false}");
            world.publish(world.topics.backfill(), changes(index));
            long begin = System.nanoTime();
            try (Replayer replayer = world.replayer(new Limits(MBPS, 3))) {
                Samples samples = new Samples();
                await().atMost(World.PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> samples.add(relay.bytesToServer()) > TOTAL * 3 / 5);
                long took = System.nanoTime() - begin;

                assertThat(samples.mostInASecond())
                        .as("bytes in the busiest second at %d bytes/s", PER_SECOND)
                        .isLessThanOrEqualTo((long) (PER_SECOND * 1.1) + LARGEST);
                assertThat(took).isGreaterThan((long) (TOTAL * 0.6 / PER_SECOND * 0.95e9));
                assertThat(replayer.progress().limit()).isEqualTo("max.mbps");

                replayer.limit(new Limits(0, 3));
                world.awaitDrained();
                assertThat(replayer.progress().rejected()).isZero();
            }
        }
    }

    private static List<Change> changes(String index) {
        Random random = new Random(11);
        List<Change> changes = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; bytes < TOTAL; i++) {
            int size = random.nextInt(20) == 0 ? (int) LARGEST : 1_000;
            changes.add(Changes.put(index, "d" + i, i, "{\"pad\":\"" + "x".repeat(size) + "\"}"));
            bytes += size;
        }
        return changes;
    }

    /** What had passed at which time. */
    private static final class Samples {
        private static final long SECOND = 1_000_000_000L;
        private final List<long[]> taken = new ArrayList<>();

        long add(long bytes) {
            taken.add(new long[] {System.nanoTime(), bytes});
            return bytes;
        }

        /** In any window that certainly is no longer than a second. */
        long mostInASecond() {
            long most = 0;
            int from = 0;
            for (int to = 0; to < taken.size(); to++) {
                while (taken.get(to)[0] - taken.get(from)[0] > SECOND) {
                    from++;
                }
                most = Math.max(most, taken.get(to)[1] - taken.get(from)[1]);
            }
            return most;
        }
    }
}
