package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances join, leave, die and vanish under load; {@link Guarantees} must hold all the time. */
class GuaranteeIT {
    private static final int PARTITIONS = 6;
    private static final int KEYS = 400;
    private static final int EDITS = 5_000;
    private static final int BACKFILL = 25_000;
    private static final int ROUNDS = 10;
    private static final int SLOTS = 3;

    private final Lane edits = new Lane(Broker.topic("edits", PARTITIONS), 0);
    private final Lane backfill = new Lane(Broker.topic("backfill", PARTITIONS), 9);
    private final String dlq = Broker.topic("dlq", 1);
    private final FlowSettings settings = FlowSettings.of(Broker.name("group"), edits, backfill)
            .withLimits(new FlowLimits(400, 200, 1 << 20))
            .withDrainTimeout(Duration.ofSeconds(2))
            .withCommitInterval(Duration.ofMillis(50));
    private final Guarantees guarantees = new Guarantees(settings.limits());
    private final Map<Integer, Worker> running = new HashMap<>();
    private int started;

    @AfterEach
    void closeAll() {
        running.values().forEach(Worker::close);
    }

    @ParameterizedTest
    @CsvSource({"20261121, true", "7, false"})
    void shouldLoseNothingAndKeepOrderWhileInstancesComeAndGo(long seed, boolean vanish) {
        Random random = new Random(seed);
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> publish(seed));
        for (int round = 0; round < ROUNDS; round++) {
            disturb(random, vanish && round == ROUNDS / 2);
            int wanted = guarantees.acknowledgedCount() + random.nextInt(3_000);
            await().atMost(Broker.PATIENCE)
                    .until(() -> guarantees.acknowledgedCount() >= Math.min(wanted, EDITS + BACKFILL));
        }
        load.join();
        for (int slot = 0; slot < SLOTS; slot++) {
            start(slot, random);
        }

        await().atMost(Broker.PATIENCE).until(() -> guarantees.acknowledgedCount() == EDITS + BACKFILL);
        running.values().forEach(Worker::close);
        running.clear();
        guarantees.verify(EDITS + BACKFILL);
        assertThat(started).isGreaterThan(SLOTS);
        System.out.println("seed " + seed + ", " + started + " instances: " + guarantees);
    }

    /**
     * One starts where none runs; else it ends, mostly abruptly.
     *
     * @param silently if it ends, its partitions are idle until its session has timed out
     */
    private void disturb(Random random, boolean silently) {
        int slot = random.nextInt(SLOTS);
        Worker worker = running.remove(slot);
        if (worker == null) {
            start(slot, random);
        } else if (silently || random.nextInt(3) > 0) {
            worker.kill(silently);
        } else {
            worker.close();
        }
        if (running.isEmpty()) {
            start(slot, random);
        }
    }

    private void start(int slot, Random random) {
        running.computeIfAbsent(
                slot,
                missing ->
                        Worker.start("worker-" + started++, settings, dlq, guarantees, new Random(random.nextLong())));
    }

    /** The whole backfill at once, edits all the time. */
    private void publish(long seed) {
        Random random = new Random(seed);
        try (Publisher<String> low = Broker.publisher(backfill.topic());
                Publisher<String> high = Broker.publisher(edits.topic())) {
            for (int i = 0; i < BACKFILL; i++) {
                var _ = low.publish("k" + i % KEYS, "k" + i % KEYS + ":" + i / KEYS);
            }
            for (int i = 0; i < EDITS; i++) {
                var _ = high.publish("k" + i % KEYS, "k" + i % KEYS + ":" + i / KEYS);
                if (i % 100 == 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(150)));
                }
            }
        }
    }

    @Test
    void shouldSurviveARebalanceStorm() {
        Broker.publish(edits.topic(), List.of("k:0"));
        Random random = new Random(3);
        for (int i = 0; i < 15; i++) {
            int slot = i % SLOTS;
            Worker worker = running.remove(slot);
            if (worker != null) {
                worker.kill(false);
            }
            start(slot, random);
        }
        Broker.publish(edits.topic(), List.of("l:0"));

        await().atMost(Broker.PATIENCE).until(() -> guarantees.acknowledgedCount() == 2);
        running.values().forEach(Worker::close);
        running.clear();
        guarantees.verify(2);
    }
}
