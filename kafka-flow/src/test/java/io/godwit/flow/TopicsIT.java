package io.godwit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicsIT {
    private final TopicAdmin admin = TopicAdmin.open(Broker.kafka());

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void shouldCreateTheWholeCatalogueAcceptItAgainAndDeleteIt() {
        List<TopicSpec> all = new Topics(Broker.name("catalogue"), 2).all();
        admin.ensure(all);

        admin.ensure(all);

        List<String> names = all.stream().map(TopicSpec::name).toList();
        admin.deleteAll(names);
        try (Lags lags = Lags.open(Broker.kafka())) {
            assertThatThrownBy(() -> lags.of("nobody", names)).isInstanceOf(KafkaUnavailableException.class);
        }
        admin.deleteAll(names);
    }

    @Test
    void shouldNameEveryDifferenceWithItsRemedy() {
        String narrow = Broker.topic("narrow", 2);
        String plain = Broker.topic("plain", 1);

        assertThatThrownBy(() -> admin.ensure(List.of(
                        new TopicSpec(narrow, 8, Map.of()),
                        new TopicSpec(plain, 1, Map.of("cleanup.policy", "compact", "retention.ms", "-1")))))
                .isInstanceOf(FlowSetupException.class)
                .hasMessageContaining("'" + narrow + "' has 2 partitions; must have 8")
                .hasMessageContaining(
                        "'" + plain + "' has cleanup.policy=delete; must be compact; fix: kafka-configs.sh")
                .hasMessageContaining("retention.ms");
    }

    @Test
    void shouldLetSeveralProcessesCreateTheSameTopicsAtOnce() {
        List<TopicSpec> all = IntStream.range(0, 5)
                .mapToObj(i -> new TopicSpec(Broker.name("race"), 1, Map.of()))
                .toList();

        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> admin.ensure(all)))
                        .toArray(CompletableFuture[]::new))
                .join();

        admin.ensure(all);
    }

    @Test
    void shouldSayThatAGroupThatNeverCommittedIsBehindByEverything() {
        String topic = Broker.topic("behind", 3);
        Broker.publish(topic, LaneFlowIT.texts("v", 30));

        GroupLag lag = Broker.lag("never-seen", topic);

        assertThat(lag.members()).isZero();
        assertThat(lag.behind()).isEqualTo(30);
        assertThat(lag.isDrained()).isFalse();
        assertThat(lag.topics().getFirst().uncommittedPartitions()).isEqualTo(3);
    }

    @Test
    void shouldSayWhereKafkaCouldNotBeReached() {
        ClientProperties nowhere = ClientProperties.from(Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "admin.default.api.timeout.ms",
                "1000",
                "request.timeout.ms",
                "500"));
        try (TopicAdmin lost = TopicAdmin.open(nowhere)) {
            assertThatThrownBy(() -> lost.ensure(List.of(new TopicSpec("any", 1, Map.of()))))
                    .isInstanceOf(KafkaUnavailableException.class)
                    .hasMessageContaining("127.0.0.1:1");
        }
    }
}
