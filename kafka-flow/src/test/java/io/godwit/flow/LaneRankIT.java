package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaneRankIT {
    private static final FlowLimits LIMITS = new FlowLimits(2_000, 1_000, 64 << 20);
    private static String dlq = "";

    private final String group = Broker.name("group");
    private final Lane edits = new Lane(Broker.topic("edits", 3), 0);
    private final Lane manual = new Lane(Broker.topic("manual", 3), 5);
    private final Lane backfill = new Lane(Broker.topic("backfill", 3), 9);
    private final FlowSettings settings =
            FlowSettings.of(group, edits, manual, backfill).withLimits(LIMITS).withDrainTimeout(Duration.ofMillis(300));

    @BeforeAll
    static void makeDeadLetters() {
        dlq = Broker.topic("dlq", 1);
    }

    @BeforeEach
    void bePatient() {
        Awaitility.setDefaultTimeout(Broker.PATIENCE);
    }

    @Test
    void shouldDeliverEveryPartitionInOrderOfRank() {
        for (Lane lane : List.of(backfill, manual, edits)) {
            Broker.publish(lane.topic(), LaneFlowIT.texts(lane.rank() + "-", 1_500));
        }

        try (Instance instance = Instance.start(settings, dlq, Delivery::acknowledge)) {
            await().until(() -> instance.deliveries.size() == 4_500);
            for (int number = 0; number < 3; number++) {
                int partition = number;
                List<Integer> ranks = instance.deliveries.stream()
                        .filter(delivery -> delivery.partition() == partition)
                        .map(delivery -> delivery.lane().rank())
                        .toList();
                assertThat(ranks).isSorted().contains(0, 5, 9);
            }
        }
    }

    @Test
    void shouldDeliverEditsWhileNothingOfTheLowerLanesIsEverFinished() {
        Broker.publish(backfill.topic(), LaneFlowIT.texts("b", 5_000));
        try (Instance instance = Instance.start(settings, dlq, delivery -> {
            if (delivery.lane().equals(edits)) {
                delivery.acknowledge();
            }
        })) {
            await().until(() -> instance.deliveries.size() == LIMITS.maxInFlightLower());

            Broker.publish(edits.topic(), LaneFlowIT.texts("e", 3_000));

            await().until(() -> Broker.lag(group, edits.topic()).isDrained());
            assertThat(instance.deliveries).hasSize(LIMITS.maxInFlightLower() + 3_000);
        }
    }

    @Test
    void shouldNeverHaveMoreInFlightThanItsLimits() {
        Broker.publish(edits.topic(), LaneFlowIT.texts("e", 5_000));
        try (Instance instance = Instance.start(settings, dlq, delivery -> {})) {
            int most = LIMITS.maxInFlight() / LIMITS.highestPoll() * LIMITS.highestPoll();
            await().until(() -> instance.deliveries.size() == most);
            await().during(Duration.ofMillis(300)).until(() -> instance.deliveries.size() == most);

            instance.deliveries.forEach(Delivery::acknowledge);

            await().until(() -> instance.deliveries.size() > most);
            assertThat(instance.flow.lags().lanes().getFirst().inFlight()).isLessThanOrEqualTo(LIMITS.maxInFlight());
        }
    }

    @Test
    void shouldBoundTheBytesInFlight() {
        FlowSettings narrow = settings.withLimits(new FlowLimits(2_000, 1_000, 100_000));
        String large = "x".repeat(2_000);
        Broker.publish(
                edits.topic(),
                LaneFlowIT.texts("e", 1_500).stream().map(text -> large + text).toList());
        try (Instance instance = Instance.start(narrow, dlq, delivery -> {})) {
            await().until(() -> !instance.deliveries.isEmpty());
            await().during(Duration.ofMillis(300))
                    .until(() ->
                            instance.deliveries.size() <= 25 + narrow.limits().highestPoll());
        }
    }

    /** The figure that users feel: how long an edit waits, alone and beside a backlog that keeps the target busy. */
    @Test
    void shouldBarelyDelayEditsBesideABacklog() throws InterruptedException {
        long[] alone = live(List.of());
        long[] beside = live(LaneFlowIT.texts("b", 120_000));

        System.out.printf(
                "live edits, publish to delivery: alone p50 %.1f ms p99 %.1f ms; beside a backlog p50 %.1f ms p99 %.1f ms%n",
                percentile(alone, 50), percentile(alone, 99), percentile(beside, 50), percentile(beside, 99));
        assertThat(percentile(beside, 99)).isLessThan(2 * percentile(alone, 99) + 1_000);
    }

    private long[] live(List<String> backlog) throws InterruptedException {
        FlowSettings own = FlowSettings.of(
                        Broker.name("group"),
                        new Lane(Broker.topic("edits", 3), 0),
                        new Lane(Broker.topic("backfill", 3), 9))
                .withLimits(LIMITS);
        Lane high = own.lanes().getFirst();
        Lane low = own.lanes().getLast();
        Broker.publish(low.topic(), backlog);
        Map<String, Long> published = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
        try (SlowTarget target = new SlowTarget();
                Instance instance = Instance.start(own, dlq, delivery -> {
                    if (delivery.lane().equals(high)) {
                        waits.add(System.nanoTime() - published.getOrDefault(delivery.value(), 0L));
                        delivery.acknowledge();
                    } else {
                        target.apply(delivery);
                    }
                });
                Publisher<String> publisher =
                        Publisher.open(Broker.kafka(), PublisherSettings.lowLatency(high.topic()), String::getBytes)) {
            await().until(() ->
                    backlog.isEmpty() ? instance.flow.lags().partitions() == 3 : instance.deliveries.size() > 1_000);
            for (int i = 0; i < 250; i++) {
                String text = "e" + i;
                published.put(text, System.nanoTime());
                var _ = publisher.publish(text, text);
                LockSupport.parkNanos(10_000_000);
            }
            await().until(() -> waits.size() == 250);
            assertThat(backlog.isEmpty() || instance.deliveries.size() < backlog.size() + 250)
                    .as("backlog outlasted the edits")
                    .isTrue();
        }
        return waits.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    @Test
    void shouldDeliverEachRecordOnceWhileNothingGoesWrong() {
        List<String> low = new ArrayList<>(LaneFlowIT.texts("b", 10_000));
        Broker.publish(backfill.topic(), low);
        Broker.publish(manual.topic(), LaneFlowIT.texts("m", 2_000));
        try (Instance instance = Instance.start(settings, dlq, Delivery::acknowledge)) {
            Broker.publish(edits.topic(), LaneFlowIT.texts("e", 2_000));
            await().until(() -> instance.deliveries.size() >= 14_000);
            Set<String> distinct = new HashSet<>(instance.values());
            assertThat(distinct).hasSize(14_000);
            assertThat(instance.deliveries).hasSize(14_000);
        }
    }

    /** Applies groups of 250, 20 ms each, two at once: 25,000/s at most. */
    private static final class SlowTarget implements AutoCloseable {
        private final ExecutorService threads = Executors.newFixedThreadPool(2);
        private List<Delivery<String>> group = new ArrayList<>();

        void apply(Delivery<String> delivery) {
            group.add(delivery);
            if (group.size() == 250) {
                List<Delivery<String>> full = group;
                group = new ArrayList<>();
                threads.execute(() -> {
                    LockSupport.parkNanos(20_000_000);
                    full.forEach(Delivery::acknowledge);
                });
            }
        }

        @Override
        public void close() {
            threads.shutdown();
        }
    }
}
