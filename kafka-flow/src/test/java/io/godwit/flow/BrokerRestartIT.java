package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.sandbox.KafkaOptions;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.Sandbox;
import io.godwit.schemas.TopicSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BrokerRestartIT {
    private final Lane edits = new Lane("edits", 0);
    private final Lane backfill = new Lane("backfill", 9);

    @Test
    void shouldGoOnAfterTheBrokerWasKilledAndCameBack() {
        try (KafkaServer server = Sandbox.startKafka(KafkaOptions.inProcess())) {
            ClientProperties kafka = ClientProperties.of(server.bootstrapServers());
            try (TopicAdmin admin = TopicAdmin.open(kafka)) {
                admin.ensure(Stream.of("edits", "backfill", "dlq")
                        .map(name -> new TopicSpec(name, 2, Map.of()))
                        .toList());
            }
            try (Publisher<String> high =
                            Publisher.open(kafka, PublisherSettings.lowLatency("edits"), String::getBytes);
                    Publisher<String> low =
                            Publisher.open(kafka, PublisherSettings.bulk("backfill"), String::getBytes);
                    Instance instance = Instance.start(
                            kafka,
                            FlowSettings.of("group", edits, backfill),
                            "dlq",
                            Delivery::acknowledge,
                            PartitionOwner.NOTHING)) {
                survive(server, kafka, instance, List.of(high, low));
            }
        }
    }

    private static void survive(
            KafkaServer server, ClientProperties kafka, Instance instance, List<Publisher<String>> publishers) {
        publish(publishers, "before").join();
        await().atMost(Broker.PATIENCE).until(() -> instance.deliveries.size() >= 200);

        server.kill();
        CompletableFuture<Void> first = publish(publishers, "at once");
        await().during(Duration.ofSeconds(3)).until(() -> !first.isDone());
        long start = System.nanoTime();
        CompletableFuture<Void> during = publish(publishers, "during");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        server.restart();
        first.join();
        during.join();
        publish(publishers, "after").join();

        await().atMost(Broker.PATIENCE).until(() -> distinct(instance).size() == 400);
        try (Lags lags = Lags.open(kafka)) {
            await().atMost(Broker.PATIENCE)
                    .until(() -> lags.of("group", List.of("edits", "backfill")).isDrained());
        }
        assertThat(instance.failure()).isNull();
    }

    private static Set<String> distinct(Instance instance) {
        return new HashSet<>(instance.values());
    }

    private static CompletableFuture<Void> publish(List<Publisher<String>> publishers, String prefix) {
        return CompletableFuture.allOf(LaneFlowIT.texts(prefix, 100).stream()
                .flatMap(text -> publishers.stream().map(publisher -> publisher.publish(text, text)))
                .toArray(CompletableFuture[]::new));
    }
}
