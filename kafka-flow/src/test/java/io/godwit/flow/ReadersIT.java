package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReadersIT {
    @Test
    void shouldHoldTheLastValueOfEachKeyAndFollow() {
        String topic = Broker.topic("table", 3);
        List<String> changes = new CopyOnWriteArrayList<>();
        try (Publisher<String> publisher = Broker.publisher(topic)) {
            for (int i = 0; i < 3_000; i++) {
                publish(publisher, "k" + i % 100, "v" + i);
            }
            publish(publisher, "k7", null);
            publish(publisher, "k8", "poison");
            publisher.flush();
            try (TableReader<String, String> table = TableReader.open(
                    Broker.kafka(),
                    topic,
                    UnaryOperator.identity(),
                    Instance::decode,
                    (key, value) -> changes.add(key + "=" + value))) {
                assertThat(table.awaitCaughtUp(Broker.PATIENCE)).isTrue();

                assertThat(table.view())
                        .hasSize(99)
                        .doesNotContainKey("k7")
                        .containsEntry("k8", "v2908")
                        .containsEntry("k99", "v2999");
                assertThat(table.undecodable()).isEqualTo(1);

                publish(publisher, "k7", "back");
                publisher.flush();
                assertThat(table.awaitCaughtUp(Broker.PATIENCE)).isTrue();
                assertThat(table.view()).containsEntry("k7", "back");
                assertThat(changes).hasSize(3_002).endsWith("k7=back").contains("k7=null");
                assertThatThrownBy(() -> table.view().clear()).isInstanceOf(UnsupportedOperationException.class);
            }
        }
    }

    @Test
    void shouldBeCaughtUpAtOnceWithAnEmptyTopicAndRefuseAfterClose() {
        TableReader<String, String> table =
                TableReader.open(Broker.kafka(), Broker.topic("empty", 2), UnaryOperator.identity(), Instance::decode);

        assertThat(table.awaitCaughtUp(Broker.PATIENCE)).isTrue();

        assertThat(table.view()).isEmpty();
        table.close();
        assertThatThrownBy(() -> table.awaitCaughtUp(Broker.PATIENCE))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasStackTraceContaining("closed");
    }

    @Test
    void shouldReadALogInOrderForEveryReaderAndPassOverWhatNobodyCanRead() {
        String topic = Broker.topic("log", 1);
        Broker.publish(topic, List.of("a", "poison", "b", "refused"));
        Map<Long, String> seen = new TreeMap<>();
        ConcurrentLinkedQueue<String> other = new ConcurrentLinkedQueue<>();
        try (LogReader<String> reader = LogReader.open(Broker.kafka(), topic, Instance::decode, entry -> {
                    if (entry.value().equals("refused")) {
                        throw new IllegalStateException("not this one");
                    }
                    seen.put(entry.origin().offset(), entry.value());
                });
                LogReader<String> second =
                        LogReader.open(Broker.kafka(), topic, Instance::decode, entry -> other.add(entry.value()))) {
            assertThat(reader.awaitCaughtUp(Broker.PATIENCE)).isTrue();
            assertThat(seen).containsExactly(Map.entry(0L, "a"), Map.entry(2L, "b"));
            assertThat(reader.undecodable()).isEqualTo(2);

            Broker.publish(topic, List.of("c"));

            await().atMost(Broker.PATIENCE)
                    .untilAsserted(() -> assertThat(other).containsExactly("a", "b", "refused", "c"));
            assertThat(second.undecodable()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseATopicThatDoesNotExist() {
        assertThatThrownBy(
                        () -> TableReader.open(Broker.kafka(), "nowhere", UnaryOperator.identity(), Instance::decode))
                .isInstanceOf(FlowSetupException.class);
    }

    private static void publish(
            Publisher<String> publisher, String key, @org.jspecify.annotations.Nullable String value) {
        var _ = publisher.publish(key, value);
    }
}
