package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaneFlowIT {
    private final String group = Broker.name("group");
    private final Lane edits = new Lane(Broker.topic("edits", 4), 0);
    private final Lane backfill = new Lane(Broker.topic("backfill", 4), 9);
    private final FlowSettings settings =
            FlowSettings.of(group, edits, backfill).withDrainTimeout(Duration.ofMillis(300));
    private static String dlq = "";

    @BeforeAll
    static void makeDeadLetters() {
        dlq = Broker.topic("dlq", 1);
    }

    @BeforeEach
    void bePatient() {
        Awaitility.setDefaultTimeout(Broker.PATIENCE);
    }

    @Test
    void shouldDeliverAllLanesAndCommitThemUnderOneGroup() {
        List<String> high = texts("e", 500);
        List<String> low = texts("b", 500);
        Broker.publish(edits.topic(), high);
        Broker.publish(backfill.topic(), low);

        try (Instance instance = Instance.start(settings, dlq, Delivery::acknowledge)) {
            await().until(() -> instance.deliveries.size() == 1_000);
            assertThat(instance.values())
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(high.stream(), low.stream()).toList());
            await().untilAsserted(() -> {
                GroupLag lag = Broker.lag(group, edits.topic(), backfill.topic());
                assertThat(lag.isDrained()).isTrue();
                assertThat(lag.members()).isEqualTo(1);
                assertThat(lag.topics()).allMatch(topic -> topic.end() == 500);
            });
            await().untilAsserted(() -> {
                assertThat(instance.flow.lags().partitions()).isEqualTo(4);
                assertThat(instance.flow.lags().lanes()).hasSize(2).allMatch(LaneLags.LaneLag::isDrained);
            });
        }
        Broker.publish(backfill.topic(), List.of("next"));
        try (Instance next = Instance.start(settings, dlq, Delivery::acknowledge)) {
            await().until(() -> !next.deliveries.isEmpty());
            assertThat(next.values()).containsExactly("next");
        }
    }

    @Test
    void shouldDeliverAgainFromTheFirstThatWasNotAcknowledged() {
        Lane lane = new Lane(Broker.topic("single", 1), 0);
        FlowSettings single = FlowSettings.of(group, lane).withDrainTimeout(Duration.ofMillis(200));
        List<String> values = texts("v", 20);
        Broker.publish(lane.topic(), values);
        try (Instance first = Instance.start(single, dlq, delivery -> {
            if (!delivery.value().equals("v7")) {
                delivery.acknowledge();
            }
        })) {
            await().until(() -> first.deliveries.size() == 20);
        }

        try (Instance second = Instance.start(single, dlq, Delivery::acknowledge)) {
            await().until(() -> second.deliveries.size() == 13);
            assertThat(second.values()).isEqualTo(values.subList(7, 20));
        }
        assertThat(Broker.lag(group, lane.topic()).isDrained()).isTrue();
    }

    @Test
    void shouldEndWithTheCauseOfAFailedDeliveryAfterCommittingWhatWasFinished() {
        Lane lane = new Lane(Broker.topic("single", 1), 0);
        FlowSettings single = FlowSettings.of(group, lane);
        Broker.publish(lane.topic(), texts("v", 10));
        try (Instance instance = Instance.start(single, dlq, delivery -> {
            if (delivery.value().equals("v4")) {
                delivery.fail(new IllegalStateException("target is gone"));
            } else {
                delivery.acknowledge();
            }
        })) {
            await().untilAsserted(() -> assertThat(instance.failure())
                    .isInstanceOf(FlowFailedException.class)
                    .hasStackTraceContaining("target is gone")
                    .hasStackTraceContaining(lane.topic() + "-0@4"));
            assertThat(instance.deliveries).allMatch(Delivery::isAbandoned);
        }
        assertThat(Broker.lag(group, lane.topic()).behind()).isEqualTo(6);
    }

    @Test
    void shouldHoldAPausedLaneUntilItIsResumed() {
        try (Instance instance = Instance.start(settings, dlq, Delivery::acknowledge)) {
            instance.flow.pause(backfill);
            Broker.publish(backfill.topic(), texts("b", 20));
            Broker.publish(edits.topic(), texts("e", 20));
            await().until(() -> instance.deliveries.size() >= 20);
            await().during(Duration.ofMillis(300)).until(() -> instance.deliveries.size() == 20);
            assertThat(instance.flow.lags().lanes().get(1).paused()).isTrue();

            instance.flow.resume(backfill);

            await().until(() -> instance.deliveries.size() == 40);
            assertThatThrownBy(() -> instance.flow.pause(new Lane("other", 3))).hasMessageContaining("must be one of");
        }
    }

    @Test
    void shouldAbandonDeliveriesOfPartitionsThatGoToAnother() {
        Broker.publish(edits.topic(), texts("e", 40));
        Broker.publish(backfill.topic(), texts("b", 40));
        try (Instance first = Instance.start(settings, dlq, delivery -> {})) {
            await().until(() -> first.deliveries.size() == 80);
            try (Instance second = Instance.start(settings, dlq, Delivery::acknowledge)) {
                await().until(() -> first.deliveries.stream().anyMatch(Delivery::isAbandoned));
                List<Delivery<String>> lost =
                        first.deliveries.stream().filter(Delivery::isAbandoned).toList();
                lost.forEach(Delivery::acknowledge);

                await().untilAsserted(() -> assertThat(second.values())
                        .containsExactlyInAnyOrderElementsOf(
                                lost.stream().map(Delivery::value).toList()));

                first.deliveries.forEach(Delivery::acknowledge);
                await().until(() ->
                        Broker.lag(group, edits.topic(), backfill.topic()).isDrained());
                assertThat(Broker.lag(group, edits.topic()).members()).isEqualTo(2);
            }
        }
    }

    @Test
    void shouldDeliverNothingBeforeTheOwnerIsReadyAndTellItWhenPartitionsGo() {
        CompletableFuture<Void> loaded = new CompletableFuture<>();
        Set<Integer> taken = new ConcurrentSkipListSet<>();
        PartitionOwner owner = new PartitionOwner() {
            @Override
            public CompletableFuture<Void> take(Set<Integer> partitions) {
                taken.addAll(partitions);
                return loaded;
            }

            @Override
            public void release(Set<Integer> partitions) {
                taken.removeAll(partitions);
            }
        };
        Broker.publish(edits.topic(), texts("e", 20));
        Instance instance = Instance.start(Broker.kafka(), settings, dlq, Delivery::acknowledge, owner);
        await().until(() -> taken.size() == 4);
        await().during(Duration.ofMillis(200)).until(instance.deliveries::isEmpty);

        loaded.complete(null);
        await().until(() -> instance.deliveries.size() == 20);
        instance.close();

        assertThat(taken).isEmpty();
        assertThat(instance.isCompleted()).isTrue();
    }

    @Test
    void shouldKeepItsMembershipWhileProcessingIsSlowerThanThePollInterval() {
        ClientProperties impatient = Broker.kafka(Map.of("consumer.max.poll.interval.ms", "2000"));
        CountDownLatch hold = new CountDownLatch(1);
        Broker.publish(edits.topic(), texts("e", 10));
        try (Instance instance = Instance.start(
                impatient,
                settings,
                dlq,
                delivery -> {
                    awaitQuietly(hold);
                    delivery.acknowledge();
                },
                PartitionOwner.NOTHING)) {
            await().until(() -> !instance.deliveries.isEmpty());
            await().during(Duration.ofSeconds(3))
                    .until(() -> Broker.lag(group, edits.topic()).members() == 1
                            && instance.deliveries.stream().noneMatch(Delivery::isAbandoned));

            hold.countDown();

            await().until(() -> Broker.lag(group, edits.topic()).isDrained());
            assertThat(instance.deliveries).hasSize(10);
        }
    }

    @Test
    void shouldCommitPastWhatIsNoRecord() {
        Lane lane = new Lane(Broker.topic("transactions", 1), 0);
        Map<String, Object> config = Map.of(
                "bootstrap.servers", Broker.kafka().bootstrapServers(), "transactional.id", Broker.name("transaction"));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(lane.topic(), "k", "good"));
            producer.commitTransaction();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(lane.topic(), "k", "bad"));
            producer.flush();
            producer.abortTransaction();
        }

        try (Instance instance = Instance.start(FlowSettings.of(group, lane), dlq, Delivery::acknowledge)) {
            await().untilAsserted(() -> {
                GroupLag lag = Broker.lag(group, lane.topic());
                assertThat(lag.topics().getFirst().end()).isEqualTo(4);
                assertThat(lag.isDrained()).isTrue();
            });
            assertThat(instance.values()).containsExactly("good");
        }
    }

    @Test
    void shouldWorkWithTheNewerGroupProtocolToo() {
        ClientProperties newer = ClientProperties.from(
                Map.of("bootstrap.servers", Broker.kafka().bootstrapServers(), "consumer.group.protocol", "consumer"));
        Broker.publish(edits.topic(), texts("e", 50));
        Broker.publish(backfill.topic(), texts("b", 50));
        try (Instance first = Instance.start(newer, settings, dlq, Delivery::acknowledge, PartitionOwner.NOTHING)) {
            await().until(() -> first.deliveries.size() == 100);
            await().until(() ->
                    Broker.lag(group, edits.topic(), backfill.topic()).isDrained());
            try (Instance second =
                    Instance.start(newer, settings, dlq, Delivery::acknowledge, PartitionOwner.NOTHING)) {
                await().until(() -> second.flow.lags().partitions() == 2);
                Broker.publish(backfill.topic(), texts("c", 50));
                await().until(() -> first.deliveries.size() + second.deliveries.size() == 150);
                await().until(() -> Broker.lag(group, backfill.topic()).isDrained());
            }
        }
    }

    @Test
    void shouldCloseWhenCancelled() {
        Broker.publish(edits.topic(), texts("e", 5));
        try (Instance instance = Instance.start(settings, dlq, Delivery::acknowledge)) {
            await().until(() -> instance.deliveries.size() == 5);
            instance.cancel();

            await().until(() -> Broker.lag(group, edits.topic()).members() == 0);
            assertThat(Broker.lag(group, edits.topic()).isDrained()).isTrue();
        }
    }

    @Test
    void shouldRefuseLanesThatCannotBeMerged() {
        Lane odd = new Lane(Broker.topic("odd", 3), 5);
        DeadLetters letters = DeadLetters.open(Broker.kafka(), dlq, "tester");

        assertThatThrownBy(() ->
                        LaneFlow.open(Broker.kafka(), FlowSettings.of(group, edits, odd), Instance::decode, letters))
                .isInstanceOf(FlowSetupException.class)
                .hasMessageContaining(edits.topic() + "=4")
                .hasMessageContaining(odd.topic() + "=3");
        assertThatThrownBy(() -> LaneFlow.open(
                        Broker.kafka(), FlowSettings.of(group, new Lane("nowhere", 0)), Instance::decode, letters))
                .isInstanceOf(FlowSetupException.class)
                .hasMessageContaining("'nowhere' does not exist");
        letters.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static List<String> texts(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
